import type { Allowance } from "./budget.ts";
import { owing } from "./extract.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { Search } from "./search.ts";

/** Steps that one search may take. */
const patience = 100_000;

/**
 * As few of these finished calls as contradict one another whatever all others did; given and
 * returned in the order of return. Undefined when they do not, or when it takes too long to say.
 */
export function coreOf<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  calls: readonly number[],
  allowance: Allowance,
): readonly number[] | undefined {
  const isContradiction = (some: readonly number[]) => {
    const search = new Search(owing(part, some).part, model, "careful");
    const progress = search.advance(Math.min(patience, allowance.steps));
    allowance.steps -= search.steps;
    return progress === "exhausted";
  };
  return isContradiction(calls) ? minimised(calls, isContradiction) : undefined;
}

/**
 * Leaves out all that can be left out, in ever smaller pieces, the first ones first. What `holds`
 * for some items must hold for more of them.
 */
export function minimised(
  items: readonly number[],
  holds: (some: readonly number[]) => boolean,
): readonly number[] {
  let left = items;
  for (let size = items.length >> 1; size >= 1; size >>= 1) {
    let start = 0;
    while (start < left.length) {
      const fewer = [...left.slice(0, start), ...left.slice(start + size)];
      if (holds(fewer)) left = fewer;
      else start += size;
    }
  }
  return left;
}
