import type { Io } from "../io.ts";
import { progressOn } from "../progress.ts";
import { barText } from "./bar-text.ts";
import type { Journal } from "./journal.ts";
import type { Task } from "./judge-unit.ts";
import { type Unit, unitName, unitsOf } from "./plan.ts";
import { judgeAll } from "./pool.ts";
import type { SeedLine } from "./seed-line.ts";
import type { SweepRequest } from "./sweep-request.ts";

export interface Swept {
  /** Everything that has been judged, by this sweep and those before it, in the order of the plan. */
  readonly lines: readonly SeedLine[];
  /** How many of them this time. */
  readonly fresh: number;
  /** Nothing of the plan is left to do. */
  readonly isWhole: boolean;
}

/** Judges what the journal does not have yet, and journals it. */
export async function sweep(
  io: Io,
  { plan, jobs, budget, flags }: SweepRequest,
  journal: Journal,
): Promise<Swept> {
  const units = unitsOf(plan);
  const known = new Map(journal.before.map((line) => [unitName(line), line]));
  const stops = flags.stopOnFailure === true;
  const tasks = wanted(units, known, stops).map(
    (unit): Task => ({ ...unit, manner: plan.manner, scenarios: io.scenarios.href }),
  );
  const progress = progressOn(io, !flags.quiet);
  const started = io.now().getTime();
  let fresh = 0;
  let broken = journal.before.filter(fails).length;
  await judgeAll(tasks, jobs, (line) => {
    journal.append(line);
    known.set(unitName(line), line);
    fresh += 1;
    if (fails(line)) broken += 1;
    const spent = io.now().getTime() - started;
    progress.show(() => barText({ done: fresh, of: tasks.length, broken, milliseconds: spent }));
    return !(stops && fails(line)) && spent < (budget ?? Number.POSITIVE_INFINITY);
  });
  progress.done();
  return { fresh, ...outcome(units, known, stops) };
}

const fails = ({ verdict, crash }: SeedLine): boolean =>
  verdict === "broken" || crash !== undefined;

type Known = ReadonlyMap<string, SeedLine>;

/** What is not known yet; where a failure ends the sweep, nothing behind the first one known. */
function wanted(units: readonly Unit[], known: Known, stops: boolean): readonly Unit[] {
  const end = stops ? firstFailure(units, known) : -1;
  const range = end < 0 ? units : units.slice(0, end);
  return range.filter((unit) => !known.has(unitName(unit)));
}

/**
 * Runs go on while a failure is on its way here. What was judged behind the first failure is left out,
 * so that where a sweep stops does not depend on how fast its workers are.
 */
function outcome(
  units: readonly Unit[],
  known: Known,
  stops: boolean,
): Pick<Swept, "lines" | "isWhole"> {
  const judged = (range: readonly Unit[]): SeedLine[] =>
    range.flatMap((unit) => known.get(unitName(unit)) ?? []);
  const end = stops ? firstFailure(units, known) : -1;
  const range = end < 0 ? units : units.slice(0, end + 1);
  const lines = judged(range);
  return { lines, isWhole: lines.length === range.length };
}

const firstFailure = (units: readonly Unit[], known: Known): number =>
  units.findIndex((unit) => {
    const line = known.get(unitName(unit));
    return line !== undefined && fails(line);
  });
