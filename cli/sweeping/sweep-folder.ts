/** The folder of a sweep: its journal while it runs, then its results and what they amount to. */

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Io } from "../io.ts";
import { shown } from "../store.ts";
import { systemReason, UsageError } from "../usage-error.ts";
import { type Journal, openJournal } from "./journal.ts";
import { type Plan, planName } from "./plan.ts";
import { programMark } from "./program-mark.ts";
import { headOf, readResults, writeResults } from "./results-file.ts";
import type { Summary } from "./summary.ts";
import type { Swept } from "./sweep.ts";

export interface SweepFolder {
  /** Whole path. */
  readonly path: string;
  readonly journal: Journal;
}

/** What depends on the moment and the machine: kept apart, so that the other files do not. */
export interface Timing {
  readonly seconds: number;
  readonly jobs: number;
  /** Judged in this time; the others were there before. */
  readonly runs: number;
}

/**
 * The folder `out`, or one named after the plan, with the journal of an earlier sweep of the same plan
 * by the same program, if that one was interrupted.
 *
 * @throws UsageError when it cannot be written, or has the results of something else
 */
export function openFolder(io: Io, plan: Plan, out: string | undefined): SweepFolder {
  const path = resolve(io.directory, out ?? join("store", "sweeps", planName(plan)));
  const results = join(path, "results.jsonl");
  if (existsSync(results)) readResults(results, shown(io, results));
  const head = JSON.stringify({
    ...headOf(plan),
    is: "journal",
    program: programMark(io.scenarios),
  });
  try {
    mkdirSync(path, { recursive: true });
    return { path, journal: openJournal(join(path, "journal.jsonl"), head) };
  } catch (error) {
    throw new UsageError(`cannot write into ${shown(io, path)}: ${systemReason(error)}`);
  }
}

/** Writes results, summary and timing. */
export function keepSweep(
  { path }: SweepFolder,
  plan: Plan,
  { lines }: Swept,
  summary: Summary,
  timing: Timing,
): void {
  writeResults(join(path, "results.jsonl"), { head: headOf(plan), lines });
  const text = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
  writeFileSync(join(path, "summary.json"), text(summary));
  writeFileSync(join(path, "timing.json"), text(timing));
}
