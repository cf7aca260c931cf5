/** What a sweep is to judge: which seeds of which scenarios, run how. Plain data, stored with results. */

import { createHash } from "node:crypto";
import type { RunFile } from "../run-file.ts";
import type { SeedRange } from "../seed.ts";
import { UsageError } from "../usage-error.ts";

/** What decides a run, but for its scenario and seed. */
export type Manner = Pick<RunFile, "changes" | "weather" | "for" | "mainOnly" | "maxEvents">;

export interface Plan {
  /** In the order of their names. */
  readonly scenarios: readonly string[];
  readonly seeds: SeedRange;
  readonly manner: Manner;
  /** The part of it that this sweep does: the `index`th of `of`, counted from 1. */
  readonly shard?: Shard;
}

export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** One run of a sweep. */
export interface Unit {
  readonly scenario: string;
  readonly seed: number;
}

/**
 * The runs of a plan, in the order in which they are begun: the first seed of every scenario, then the
 * second, so that a sweep that ends early has looked at all of them.
 */
export function unitsOf({ scenarios, seeds, shard = whole }: Plan): readonly Unit[] {
  const units: Unit[] = [];
  let place = 0;
  for (let seed = seeds.first; seed <= seeds.last; seed += 1) {
    for (const scenario of scenarios) {
      if (place % shard.of === shard.index - 1) units.push({ scenario, seed });
      place += 1;
    }
  }
  return units;
}

const whole: Shard = { index: 1, of: 1 };

/** How many runs it would be without shards. */
export const sizeOf = ({ scenarios, seeds }: Plan): number =>
  scenarios.length * (seeds.last - seeds.first + 1);

/** Tells one unit from another in one text. */
export const unitName = ({ scenario, seed }: Unit): string => `${scenario} ${seed}`;

/** Tells plans apart, for the names of folders. */
export const planName = (plan: Plan): string => {
  const first = plan.scenarios[0] ?? "nothing";
  const many = plan.scenarios.length;
  const what = many === 1 ? first : `${many}-scenarios`;
  const hash = createHash("sha256").update(JSON.stringify(plan)).digest("hex");
  return `${what}-${hash.slice(0, 8)}`;
};

/** "2/4": the second quarter. */
export function parseShard(text: string): Shard {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  throw new UsageError(
    `--shard is "${text}": expected its number and how many there are, as in 2/4`,
  );
}
