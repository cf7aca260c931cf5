import { type Allowance, isSpent } from "./budget.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { Search } from "./search.ts";
import { type Window, Windows } from "./window.ts";

/** Steps that the search of a window from one start may take. */
const patience = 20_000;

const shortest = 16;

/** How far a window may begin before the place where it should, to know what it starts from. */
const slack = 8;

/**
 * Looks for a short stretch of a part that is impossible by itself: that takes little work where a
 * search of the whole would try all that may have gone before. Returns the first impossible one of
 * `size` to twice `size` finished calls; undefined says nothing.
 */
export function impossibleWindow<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  size: number,
  allowance: Allowance,
): Window<Call> | undefined {
  const windows = new Windows(part, model);
  for (let from = 0; from < windows.length; from += size) {
    const window = cutNear(windows, from, Math.min(windows.length, from + 2 * size));
    if (window !== undefined && isImpossible(window.part, window.starts, model, allowance)) {
      return window;
    }
    if (isSpent(allowance)) return undefined;
  }
  return undefined;
}

/** The same for ever longer windows, as far as `allowance` goes. */
export function shortestWindow<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  allowance: Allowance,
): Window<Call> | undefined {
  for (let size = shortest; size <= part.calls.length && !isSpent(allowance); size *= 4) {
    const window = impossibleWindow(part, model, size, allowance);
    if (window !== undefined) return window;
  }
  return undefined;
}

/** Whether the part has no legal order from any of the states; false also where it takes too long. */
export function isImpossible<Call>(
  part: Part<Call>,
  starts: readonly unknown[],
  model: Model<unknown, Call>,
  allowance: Allowance,
): boolean {
  return starts.every((initial) => {
    // Setting up counts too: some thousand searches of a long part would take long for themselves.
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
