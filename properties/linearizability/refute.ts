import { type Allowance, isSpent } from "./budget.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { Search } from "./search.ts";
import { type Window, Windows } from "./window.ts";

const shortest = 4;

/** By how many calls a window is widened at least. */
const context = 32;

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
    if (
      window !== undefined &&
      isImpossible(window.part, window.starts, model, patience, allowance)
    ) {
      return window;
    }
    if (size >= until) return undefined;
  }
  return undefined;
}

/**
 * A window that begins earlier and is impossible too, so that more of what led to it is in it; or
 * the same one, if that takes too long to say.
 */
export function widened<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  window: Window<Call>,
  patience: number,
  allowance: Allowance,
): Window<Call> {
  const windows = new Windows(part, model);
  const from = Math.max(0, window.from - 2 * (window.until - window.from) - context);
  const wider = cutNear(windows, from, window.until);
  if (wider === undefined) return window;
  const isKnown = isImpossible(wider.part, wider.starts, model, patience, allowance);
  return isKnown ? wider : window;
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
