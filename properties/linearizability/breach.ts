import { coreOf } from "./core.ts";
import { type Extract, finishedCalls, owing } from "./extract.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { Search } from "./search.ts";

/** Why a part has no legal order. All calls by index. */
export interface Breach {
  /**
   * Finished calls whose answers and times contradict one another whatever the others did, in the
   * order of return; none of them can be left out. Empty where that took too long to find.
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
  window: Extract<Call> | undefined,
): Breach {
  const allowance = { steps: patience, words: Number.POSITIVE_INFINITY };
  const everything = finishedCalls(part);
  const nearby = window === undefined ? everything : withMakers(part, model, window);
  const core =
    coreOf(part, model, nearby, allowance) ?? coreOf(part, model, everything, allowance) ?? [];
  const stuck = core.at(-1) ?? nearby.at(-1)!;
  return { core, stuck, order: orderBefore(part, model, stuck) };
}

/** What is owed in the window, and the calls that made the states asked for there. */
function withMakers<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  window: Extract<Call>,
): number[] {
  const own = new Set(finishedCalls(window.part).map((index) => window.indices[index]!));
  const sought = new Set<unknown>();
  for (const index of own) {
    const { watches } = model.footprint(part.calls[index]!);
    for (const state of watches ?? []) sought.add(model.keyOf(state));
  }
  return finishedCalls(part).filter((index) => {
    const { isReadOnly, leaves } = model.footprint(part.calls[index]!);
    const isMaker = !isReadOnly && leaves?.some((state) => sought.has(model.keyOf(state)));
    return own.has(index) || isMaker === true;
  });
}

/** A legal order of what had returned before the call did. */
function orderBefore<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  call: number,
): readonly number[] {
  const before = finishedCalls(part).filter((index) => part.returned[index]! < part.returned[call]!);
  const { part: prefix, indices } = owing(part, before);
  const search = new Search(prefix, model, "bold");
  if (search.advance(patienceForOrder) !== "found") return [];
  return search.order().map((index) => indices[index]!);
}
