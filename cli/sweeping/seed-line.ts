/** What one run of a sweep came to: one line of a journal and of a result file. */

import type { Verdict } from "../../properties/property.ts";
import type { CaseResult, PropertyResult, RunResult } from "../../properties/result.ts";
import { seedVerdict } from "../tally.ts";
import type { Unit } from "./plan.ts";

/** No wall clock and no machine in it: the same unit gives the same line everywhere. */
export interface SeedLine extends Unit {
  /** Of what must hold on every seed; a counter-run need not break on each. */
  readonly verdict: Verdict;
  readonly configHash: string;
  readonly fingerprint: string;
  readonly events: number;
  /** Promises that broke, and that could not be judged. */
  readonly broken: readonly Failure[];
  readonly unknown: readonly Failure[];
  /** Counter-runs that broke, as they are to do on some seed, and that did not. */
  readonly shown: readonly Place[];
  readonly idle: readonly Place[];
  /** The run failed by a mistake of ours: the error, in one line. */
  readonly crash?: string;
}

/** A property of a case. */
export interface Place {
  readonly case: string;
  readonly property: string;
}

export interface Failure extends Place {
  readonly reason: string;
  /** Virtual time in µs: when it went wrong, or else when the run ended. The shorter, the clearer. */
  readonly at: number;
}

export function seedLine({ scenario, seed, ...result }: RunResult): SeedLine {
  const { configHash, fingerprint, events, cases } = result;
  const failures = found(cases, ({ expected }) => expected === "holds");
  const counterRuns = found(cases, ({ expected }) => expected === "broken");
  return {
    scenario,
    seed,
    verdict: seedVerdict({ cases }),
    configHash,
    fingerprint,
    events,
    broken: failures("broken"),
    unknown: failures("unknown"),
    shown: counterRuns("broken").map(placeOf),
    idle: [...counterRuns("holds"), ...counterRuns("unknown")].map(placeOf),
  };
}

/** The line of a run that our own mistake ended. */
export const crashLine = ({ scenario, seed }: Unit, error: unknown): SeedLine => ({
  scenario,
  seed,
  verdict: "unknown",
  configHash: "",
  fingerprint: "",
  events: 0,
  broken: [],
  unknown: [],
  shown: [],
  idle: [],
  crash: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

/** The properties of all cases that are asked for, by what became of them. */
const found =
  (cases: readonly CaseResult[], isWanted: (property: PropertyResult) => boolean) =>
  (wanted: Verdict): Failure[] =>
    cases.flatMap(({ name, virtualTime, properties }) =>
      properties
        .filter((each) => each.verdict === wanted && isWanted(each))
        .map(({ name: property, reason, at = virtualTime }) => ({
          case: name,
          property,
          reason,
          at,
        })),
    );

const placeOf = ({ case: name, property }: Failure): Place => ({ case: name, property });

/** A line as it was written; undefined for a text that is none, such as one cut off half way. */
export function parseLine(text: string): SeedLine | undefined {
  try {
    const line = JSON.parse(text) as Partial<SeedLine>;
    const isWhole =
      typeof line.scenario === "string" &&
      Number.isSafeInteger(line.seed) &&
      [line.broken, line.unknown, line.shown, line.idle].every(Array.isArray);
    return isWhole ? (line as SeedLine) : undefined;
  } catch {
    return undefined;
  }
}
