/**
 * From a run in which a promise breaks to a small one in which it still does: fewer operations, fewer
 * and shorter faults, fewer clients and machines, less time. Deterministic: it counts events, not
 * seconds.
 */

import type { Duration } from "../../sim/kernel/time.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import { prepare } from "../running/prepare.ts";
import { defaultSettle } from "../scenario.ts";
import { shrinkFaults } from "./shrink-faults.ts";
import { shrinkOperations } from "./shrink-operations.ts";
import { shrinkPlaces } from "./shrink-places.ts";
import { shrinkTime } from "./shrink-time.ts";
import { type Breach, type Target, type Trials, trialsOf } from "./trial.ts";
import { writeDown } from "./write-down.ts";

/** What a shrink came to. */
export interface Shrunk extends Breach {
  /** Before anything was left out. */
  readonly before: Size;
  /** How many runs it took. */
  readonly runs: number;
  /** Without any one of its faults the promise holds: the budget was enough to see that. */
  readonly isMinimal: boolean;
}

export interface Size {
  readonly operations: number;
  readonly faults: number;
  readonly clients: number;
  readonly length: Duration;
}

/**
 * @param at µs: when the promise broke in the run that is to shrink
 * @param budget how many events all trials together may have
 * @returns undefined when the run, written down request by request, does not break the promise: its
 *   clients ask what depends on the answers, or the promise compares several cases
 */
export function shrink(target: Target, at: number, budget: number): Shrunk | undefined {
  const trials = trialsOf(target, budget);
  const base = firstBreach(target, at, trials);
  if (base === undefined) return undefined;
  const breach = leastOf(base, target, trials);
  const before = { ...sizeOf(base), ...wholeOf(target) };
  return { ...breach, before, runs: trials.runs, isMinimal: !trials.spent };
}

/** What one pass leaves out may make another possible. */
function leastOf(base: Breach, target: Target, trials: Trials): Breach {
  let best = base;
  for (let weight = Number.POSITIVE_INFINITY; weightOf(best) < weight; ) {
    weight = weightOf(best);
    for (const pass of passes) best = pass(best, target, trials);
    // Faults have become shorter since it was last asked whether all are needed.
    best = withoutOneFault(best, trials) ?? best;
  }
  return best;
}

/** The first fault that is not needed left out; undefined: each is. */
function withoutOneFault({ script }: Breach, trials: Trials): Breach | undefined {
  for (const index of script.faults.keys()) {
    const fewer = trials.breach({ ...script, faults: script.faults.toSpliced(index, 1) });
    if (fewer !== undefined) return fewer;
  }
  return undefined;
}

type Pass = (breach: Breach, target: Target, trials: Trials) => Breach;

const passes: readonly Pass[] = [
  shrinkTime,
  shrinkOperations,
  shrinkTime,
  shrinkFaults,
  shrinkPlaces,
  shrinkTime,
];

/** Written down as far as it must be: what comes after the break is rarely part of its cause. */
function firstBreach(target: Target, at: number, trials: Trials): Breach | undefined {
  const { scenario, chosen, seed, changes } = target;
  const [prepared] = prepare({ ...scenario, cases: [chosen] }, { seed, changes });
  const { assembled } = prepared!;
  const whole = assembled.phases.loadEnds;
  const lengths = [ms(1), ms(100), seconds(1), seconds(5)].map((more) => wholeMs(at + more));
  for (const length of [...lengths.filter((each) => each < whole), whole]) {
    const settle = scenario.settle ?? defaultSettle;
    const script = writeDown(assembled, seed, scenario.topology.zones, length, settle);
    const breach = trials.breach(script);
    if (breach !== undefined) return breach;
  }
  return undefined;
}

const wholeMs = (time: number): Duration => ms(Math.ceil(time / 1_000));

/** What the run had that was not even written down. */
function wholeOf({ scenario, chosen, seed, changes }: Target): Pick<Size, "faults" | "length"> {
  const [prepared] = prepare({ ...scenario, cases: [chosen] }, { seed, changes });
  const { schedule, phases } = prepared!.assembled;
  return { faults: schedule.length, length: phases.loadEnds };
}

export function sizeOf({ script }: Pick<Breach, "script">): Size {
  const ofTenants = script.tenants.flatMap(({ zones }) => Object.values(zones));
  const ofZones = script.zones.map(({ clients = 0 }) => clients);
  return {
    operations: script.operations.length,
    faults: script.faults.length,
    clients: [...ofTenants, ...ofZones].reduce((sum, clients) => sum + clients, 0),
    length: script.length,
  };
}

function weightOf(breach: Breach): number {
  const { operations, faults, clients } = sizeOf(breach);
  const machines = breach.script.zones.reduce((sum, zone) => sum + zone.machines, 0);
  return operations + faults + clients + machines;
}
