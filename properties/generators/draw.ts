/** Small draws that generators are made of. */

import type { RandomStream } from "../../sim/kernel/random.ts";
import type { Duration } from "../../sim/kernel/time.ts";

/** A whole number from `min` to `max`, both included. */
export const wholeFrom = (random: RandomStream, min: number, max: number): number =>
  min + random.below(max - min + 1);

/** A length from `min` to `max`, both included. */
export const lengthFrom = (
  random: RandomStream,
  { min, max }: { readonly min: Duration; readonly max: Duration },
): Duration => wholeFrom(random, min, max) as Duration;

/** Like `lengthFrom`, with short ones likelier: the range is first halved up to three times. */
export function shortLengthFrom(
  random: RandomStream,
  { min, max }: { readonly min: Duration; readonly max: Duration },
): Duration {
  const widest = Math.floor((max - min) / [1, 2, 4, 8][random.below(4)]!);
  return wholeFrom(random, min, min + widest) as Duration;
}

/** True once in `count` draws. */
export const oneIn = (random: RandomStream, count: number): boolean => random.below(count) === 0;

/** One of a list that is not empty. */
export const pick = <T>(random: RandomStream, from: readonly T[]): T =>
  from[random.below(from.length)]!;

/** `amount`, or as much in the other direction. */
export const eitherWay = (random: RandomStream, amount: number): number =>
  oneIn(random, 2) ? amount : -amount;

/** The same things in a random order (Fisher and Yates). */
export function shuffled<T>(random: RandomStream, things: readonly T[]): readonly T[] {
  const order = things.slice();
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** A share from 1 % to `largest`, in whole per cent. */
export const shareUpTo = (random: RandomStream, largest: number): number =>
  wholeFrom(random, 1, Math.round(largest * 100)) / 100;
