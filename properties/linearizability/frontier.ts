import { type Allowance, isSpent } from "./budget.ts";
import { finishedCalls, owing } from "./extract.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { Search } from "./search.ts";

/** How far into a part legal orders are easily found. */
export interface Frontier {
  /** How many calls, in the order of return, have a legal order by themselves. */
  readonly reached: number;
  /** Such an order, by index of call; it may have some that returned later. */
  readonly order: readonly number[];
}

/**
 * Tries ever shorter steps from the longest beginning that has an order to the shortest of which
 * none is found within `patience` steps. Of a broken part that is where it breaks, unless orders
 * are hard to find before.
 */
export function frontierOf<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  patience: number,
  allowance: Allowance,
): Frontier {
  const byReturn = finishedCalls(part);
  let reached = 0;
  let order: readonly number[] = [];
  let beyond = byReturn.length;
  while (beyond - reached > 1 && !isSpent(allowance)) {
    const middle = (reached + beyond) >> 1;
    const { part: beginning, indices } = owing(part, byReturn.slice(0, middle));
    const search = new Search(beginning, model, "bold");
    const progress = search.advance(patience);
    allowance.steps -= search.steps + beginning.calls.length;
    if (progress === "found") {
      reached = middle;
      order = search.order().map((index) => indices[index]!);
    } else {
      beyond = middle;
    }
  }
  return { reached, order };
}
