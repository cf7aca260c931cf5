import { availableParallelism } from "node:os";
import type { Scenario } from "../../scenarios/scenario.ts";
import { formatDuration, parseDuration } from "../../sim/parts/duration-text.ts";
import { parseIntensity, parseLimit } from "../run-request.ts";
import { parseLength, scenarioAsked } from "../scenario-asked.ts";
import { parseSeedRange } from "../seed.ts";
import { checkChanges, parseChanges } from "../settings.ts";
import { UsageError } from "../usage-error.ts";
import { type Manner, type Plan, parseShard } from "./plan.ts";

/** Flags that decide a run, but for its scenario and seed. */
export interface MannerFlags {
  readonly weather?: string;
  readonly bug?: string;
  readonly set?: readonly string[];
  readonly for?: string;
  readonly mainOnly?: true;
  readonly maxEvents?: string;
}

/** The flags of `quorate sweep`, as commander hands them over. */
export interface SweepFlags extends MannerFlags {
  readonly seeds?: string;
  readonly jobs?: string;
  readonly stopOnFailure?: true;
  readonly timeBudget?: string;
  readonly shard?: string;
  readonly out?: string;
  /** False: `--no-shrink`. */
  readonly shrink: boolean;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** A sweep that was asked for, with every word of it checked. */
export interface SweepRequest {
  readonly plan: Plan;
  readonly jobs: number;
  /** Real time in ms; undefined: as long as it takes. */
  readonly budget: number | undefined;
  readonly flags: SweepFlags;
}

/** Throws a UsageError for whatever cannot be. */
export function readSweep(scenarios: readonly Scenario[], flags: SweepFlags): SweepRequest {
  const manner = mannerOf(flags);
  for (const scenario of scenarios) checkChanges(scenarioAsked(scenario, manner), manner.changes);
  if (flags.out === "") throw new UsageError('--out is "": expected the path of a folder');
  return {
    plan: {
      scenarios: scenarios.map(({ name }) => name).sort((one, other) => (one < other ? -1 : 1)),
      seeds: parseSeedRange(flags.seeds ?? "1..100"),
      manner,
      ...(flags.shard === undefined ? {} : { shard: parseShard(flags.shard) }),
    },
    jobs: flags.jobs === undefined ? availableParallelism() : parseJobs(flags.jobs),
    budget: flags.timeBudget === undefined ? undefined : parseBudget(flags.timeBudget),
    flags,
  };
}

export function mannerOf(flags: MannerFlags): Manner {
  const { set = [], bug, weather, mainOnly, maxEvents, for: length } = flags;
  return {
    changes: parseChanges([...set, ...(bug === undefined ? [] : [`bug=${bug}`])]),
    ...(weather === undefined ? {} : { weather: parseIntensity(weather) }),
    ...(length === undefined ? {} : { for: formatDuration(parseLength(length)) }),
    ...(mainOnly ? { mainOnly } : {}),
    ...(maxEvents === undefined ? {} : { maxEvents: parseLimit(maxEvents) }),
  };
}

function parseJobs(text: string): number {
  const jobs = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (jobs >= 1) return jobs;
  throw new UsageError(`--jobs is "${text}": expected a whole number from 1`);
}

function parseBudget(text: string): number {
  const length = parseDuration(text) ?? 0;
  if (length > 0) return length / 1_000;
  throw new UsageError(
    `--time-budget is "${text}": expected a length of time such as 90s or 10min`,
  );
}
