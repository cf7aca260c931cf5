import { type Breach, breachOf } from "./breach.ts";
import type { Broken } from "./check.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { shortestWindow } from "./refute.ts";

/** Steps that may go into the place where one part breaks. */
const patience = 1_000_000;

/** Of several broken parts explains the one that breaks first, as far as that is easily seen. */
export function explain<Call>(
  broken: readonly Broken<Call>[],
  model: Model<unknown, Call>,
): { readonly part: Part<Call>; readonly breach: Breach } {
  const located = broken.map(({ part, window }) => ({
    part,
    window: window ?? shortestWindow(part, model, { steps: patience, words: Infinity }),
  }));
  const ends = new Map(located.map((one) => [one, endOf((one.window ?? one).part)]));
  const [first] = located.sort((one, two) => ends.get(one)! - ends.get(two)!);
  return { part: first!.part, breach: breachOf(first!.part, model, first!.window) };
}

function endOf({ returned }: Part<unknown>): number {
  return returned.reduce((end, time) => (time === Infinity ? end : Math.max(end, time)), 0);
}
