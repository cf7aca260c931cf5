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
    const found = orderOf(beginning, model, patience, allowance);
    if (found === undefined) {
      beyond = middle;
    } else {
      reached = middle;
      order = found.map((index) => indices[index]!);
    }
  }
  return { reached, order };
}

/** Undefined when there is none, or none is found in time. */
function orderOf<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  patience: number,
  allowance: Allowance,
): readonly number[] | undefined {
  for (const temper of ["bold", "careful"] as const) {
    const search = new Search(part, model, temper);
    search.advance(patience);
    allowance.steps -= search.steps + part.calls.length;
    if (search.progress === "found") return search.order();
    if (search.progress !== "missed") return undefined;
  }
  return undefined;
}
