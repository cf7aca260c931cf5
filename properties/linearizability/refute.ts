import { type Allowance, isSpent } from "./budget.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { Search } from "./search.ts";
import { type Window, Windows } from "./window.ts";

const shortest = 4;

/** How far a window may begin before the place where it should, to know what it starts from. */
const slack = 8;

/**
 * Looks for a stretch up to the return of rank `until` (that one not included) that is impossible
 * by itself: that takes little work where a search of the whole would try all that may have gone
 * before. Tries ever longer ones, each with `patience` steps from each start; undefined says
 * nothing.
 */
export function impossibleBefore<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  until: number,
  patience: number,
  allowance: Allowance,
): Window<Call> | undefined {
  const windows = new Windows(part, model);
  for (let size = shortest; !isSpent(allowance); size *= 2) {
    const window = cutNear(windows, Math.max(0, until - size), until);
    if (window !== undefined && isImpossible(window.part, window.starts, model, patience, allowance)) {
      return window;
    }
    if (size >= until) return undefined;
  }
  return undefined;
}

/** Whether the part has no legal order from any of the states; false also where it takes too long. */
export function isImpossible<Call>(
  part: Part<Call>,
  starts: readonly unknown[],
  model: Model<unknown, Call>,
  patience: number,
  allowance: Allowance,
): boolean {
  return starts.every((initial) => {
    // Setting up counts too: thousands of searches of a long part take long for that alone.
    allowance.steps -= part.calls.length;
    if (isSpent(allowance)) return false;
    const search = new Search(part, { ...model, initial }, "careful");
    const progress = search.advance(Math.min(patience, allowance.steps));
    allowance.steps -= search.steps;
    return progress === "exhausted";
  });
}

function cutNear<Call>(
  windows: Windows<Call>,
  from: number,
  until: number,
): Window<Call> | undefined {
  for (let rank = from; rank >= Math.max(0, from - slack); rank -= 1) {
    const window = windows.cut(rank, until);
    if (window !== undefined) return window;
  }
  return undefined;
}
