/**
 * Measuring in CPU time of the whole process: compiling and collecting garbage count, waiting for
 * a core that others use does not. What is compared runs in turns within one process, so that a
 * noisy machine hurts all of it alike.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Effort, scaled } from "./benchmark.ts";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as (options?: { readonly type: "minor" }) => void;

/** Collects all garbage. V8 forgets compiled code as it does so: not for between measurements. */
export const collectGarbage = (): void => gc();

/** Nobody pays for the young garbage of the one before, and everybody's code stays compiled. */
const collectYoungGarbage = (): void => gc({ type: "minor" });

/** CPU seconds, user and system, that `work` takes. */
export function cpuSecondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  // The clock ticks in µs: an empty measurement must not make an infinite rate.
  return Math.max(1, user + system) / 1_000_000;
}

/** Work done per CPU second: one measurement. */
export type Measurement = () => number;

/** In rounds. The best is what counts: a busy machine makes a round slower, never faster. */
const warmUp = { atLeast: 4, atMost: 10, calm: 2, betterBy: 1.05 };

/**
 * Measures all in turns, `repetitions` times, each time beginning with another. The rounds before
 * that warm up and do not count: at least four, until two in a row have brought no rate that is 5 %
 * above the best of its kind so far, at most ten. Returns the rates by name, in the order of the
 * repetitions.
 */
export function inTurns<Name extends string>(
  effort: Effort,
  measurements: Readonly<Record<Name, Measurement>>,
): Readonly<Record<Name, readonly number[]>> {
  const names = Object.keys(measurements) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  const measureAll = (round: number): void => {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length]!;
      collectYoungGarbage();
      rates[name]!.push(measurements[name]());
    }
  };
  let round = 0;
  while (!isWarm(Object.values(rates), effort)) measureAll(round++);
  for (const each of Object.values(rates)) each.length = 0;
  for (const end = round + effort.repetitions; round < end; round += 1) measureAll(round);
  return rates as Record<Name, number[]>;
}

/** Whether the rates of all have settled, given those of the rounds so far. */
function isWarm(rates: readonly (readonly number[])[], effort: Effort): boolean {
  const rounds = rates[0]!.length;
  if (rounds < scaled(warmUp.atLeast, effort)) return false;
  return rounds >= scaled(warmUp.atMost, effort) || rates.every(isSettled);
}

function isSettled(rates: readonly number[]): boolean {
  const before = Math.max(...rates.slice(0, -warmUp.calm));
  return Math.max(...rates.slice(-warmUp.calm)) <= before * warmUp.betterBy;
}

/** The middle one; of an even number, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}

/** Median of the ratios within each repetition: what slows one slows the other. */
export const medianRatio = (values: readonly number[], others: readonly number[]): number =>
  median(values.map((value, index) => value / others[index]!));
