import type { Allowance } from "./budget.ts";
import { finishedCalls, owing } from "./extract.ts";
import { minimised } from "./minimised.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { isImpossible } from "./refute.ts";
import { Search } from "./search.ts";
import type { Window } from "./window.ts";

/** Why a part has no legal order. All calls by index. */
export interface Breach {
  /**
   * Finished calls whose answers and times contradict one another whatever the others did, in the
   * order of return; none of them can be left out. Where those took too long to find: what is
   * impossible after all that had returned before.
   */
  readonly core: readonly number[];
  /** The last of them to return: by then no order was left. */
  readonly stuck: number;
  /** A legal order of the calls that had returned before; empty if that took too long to find. */
  readonly order: readonly number[];
}

/** Steps that the searches for the core may take, and that for the order. */
const patience = 2_000_000;
const patienceForOrder = 1_000_000;

/** Of a part that has no legal order; `window` is a stretch of it that has none, if one is known. */
export function breachOf<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  window: Window<Call> | undefined,
): Breach {
  const allowance = { steps: patience, words: Number.POSITIVE_INFINITY };
  const core =
    window === undefined
      ? coreAmong(part, model, finishedCalls(part), allowance)
      : coreNear(part, model, window, allowance);
  const stuck = core.at(-1)!;
  return { core, stuck, order: orderBefore(part, model, stuck) };
}

/** The core of an impossible window, with what makes it impossible to be there. */
function coreNear<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  window: Window<Call>,
  allowance: Allowance,
): readonly number[] {
  const inside = minimised(finishedCalls(window.part), (some) =>
    isImpossible(owing(window.part, some).part, window.starts, model, allowance),
  ).map((index) => window.indices[index]!);
  const makers = makersFor(part, model, inside);
  for (const others of [makers, [...makers, ...window.before]]) {
    const calls = inOrderOfReturn(part, [...inside, ...others]);
    if (isContradiction(part, model, calls, allowance)) {
      return coreAmong(part, model, calls, allowance);
    }
  }
  return inside;
}

/** Of calls that contradict one another as few as do so. */
function coreAmong<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  calls: readonly number[],
  allowance: Allowance,
): readonly number[] {
  return minimised(calls, (some) => isContradiction(part, model, some, allowance));
}

function isContradiction<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  calls: readonly number[],
  allowance: Allowance,
): boolean {
  return isImpossible(owing(part, calls).part, [model.initial], model, allowance);
}

/** The finished writes that had left the states which the calls ask for. */
function makersFor<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  calls: readonly number[],
): readonly number[] {
  const sought = new Set<unknown>();
  for (const index of calls) {
    const { watches } = model.footprint(part.calls[index]!);
    for (const state of watches ?? []) sought.add(model.keyOf(state));
  }
  const end = part.returned[calls.at(-1)!]!;
  return finishedCalls(part).filter((index) => {
    const { isReadOnly, leaves } = model.footprint(part.calls[index]!);
    if (isReadOnly || part.returned[index]! > end) return false;
    return leaves?.some((state) => sought.has(model.keyOf(state))) ?? false;
  });
}

function inOrderOfReturn(part: Part<unknown>, calls: readonly number[]): readonly number[] {
  const isWanted = new Set(calls);
  return finishedCalls(part).filter((index) => isWanted.has(index));
}

/** A legal order of what had returned before the call did. */
function orderBefore<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  call: number,
): readonly number[] {
  const { returned } = part;
  const before = finishedCalls(part).filter((index) => returned[index]! < returned[call]!);
  const { part: prefix, indices } = owing(part, before);
  const search = new Search(prefix, model, "bold");
  if (search.advance(patienceForOrder) !== "found") return [];
  return search.order().map((index) => indices[index]!);
}
