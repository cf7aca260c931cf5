/** Failures that are likely to be one mistake: the same property broke in the same case. */

import { replayOf } from "./judge-unit.ts";
import type { Manner } from "./plan.ts";
import { inOrder } from "./results-file.ts";
import type { Failure, SeedLine } from "./seed-line.ts";

export interface Group {
  readonly kind: "broken" | "unknown" | "crash";
  readonly scenario: string;
  /** Of a crash "": it has neither. */
  readonly case: string;
  readonly property: string;
  /** In how many runs. */
  readonly runs: number;
  /** The first ten. */
  readonly seeds: readonly number[];
  /** Whichever went wrong first in virtual time: the easiest to understand. */
  readonly shortest: Example;
}

interface Example {
  readonly seed: number;
  /** Virtual time, µs. */
  readonly at: number;
  readonly reason: string;
  readonly replay: string;
}

const mostSeeds = 10;

/** What is broken before what is unknown; the shortest first. */
export function groupsOf(manner: Manner, lines: readonly SeedLine[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const line of inOrder(lines)) {
    for (const failure of failuresOf(line)) {
      const id = JSON.stringify([line.scenario, failure.kind, failure.case, failure.property]);
      groups.set(id, withFailure(groups.get(id), line, failure, manner));
    }
  }
  return [...groups.values()].sort(byImportance);
}

type Found = Failure & Pick<Group, "kind">;

function failuresOf({ broken, unknown, crash }: SeedLine): readonly Found[] {
  return [
    ...(crash === undefined
      ? []
      : [{ kind: "crash" as const, case: "", property: crash, reason: crash, at: 0 }]),
    ...broken.map((failure) => ({ kind: "broken" as const, ...failure })),
    ...unknown.map((failure) => ({ kind: "unknown" as const, ...failure })),
  ];
}

function withFailure(
  known: Group | undefined,
  { scenario, seed }: SeedLine,
  { kind, case: inCase, property, reason, at }: Found,
  manner: Manner,
): Group {
  const before = known?.shortest;
  const example = { seed, at, reason, replay: replayOf({ scenario, seed }, manner) };
  const seeds = known?.seeds ?? [];
  return {
    kind,
    scenario,
    case: inCase,
    property,
    runs: (known?.runs ?? 0) + 1,
    seeds: seeds.length < mostSeeds ? [...seeds, seed] : seeds,
    shortest: before !== undefined && before.at <= at ? before : example,
  };
}

const kinds: readonly Group["kind"][] = ["crash", "broken", "unknown"];

const byImportance = (one: Group, other: Group): number =>
  kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
  one.shortest.at - other.shortest.at ||
  other.runs - one.runs;
