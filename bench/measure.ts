/**
 * Measuring in CPU time of the whole process: compiling and collecting garbage count, waiting for
 * a core that others use does not. What is compared runs in turns within one process, so that a
 * noisy machine hurts all of it alike.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Effort } from "./benchmark.ts";

setFlagsFromString("--expose-gc");
/** Collects all garbage, so that nobody pays for what others left behind. */
export const collectGarbage = runInNewContext("gc") as () => void;

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

/**
 * Measures all in turns, `repetitions` times after a first time that does not count, each time
 * beginning with another. Returns the rates by name, in the order of the repetitions.
 */
export function inTurns<Name extends string>(
  { repetitions }: Effort,
  measurements: Readonly<Record<Name, Measurement>>,
): Readonly<Record<Name, readonly number[]>> {
  const names = Object.keys(measurements) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= repetitions; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length]!;
      collectGarbage();
      const rate = measurements[name]();
      if (round > 0) rates[name]!.push(rate);
    }
  }
  return rates as Record<Name, number[]>;
}

/** The middle one; of an even number, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}

/** Median of the ratios within each repetition: what slows one slows the other. */
export const medianRatio = (values: readonly number[], others: readonly number[]): number =>
  median(values.map((value, index) => value / others[index]!));
