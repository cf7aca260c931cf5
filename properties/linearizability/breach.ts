import type { Allowance } from "./budget.ts";
import { finishedCalls, owing } from "./extract.ts";
import { type Frontier, frontierOf } from "./frontier.ts";
import { minimised } from "./minimised.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { impossibleBefore, isImpossible, widened } from "./refute.ts";
import type { Window } from "./window.ts";

/** Why a part has no legal order. All calls by index. */
export interface Breach {
  /** The first call to return that left no order, as far as the search could tell. */
  readonly stuck: number;
  /**
   * Finished calls, it among them, whose answers and times contradict one another whatever the
   * others did, in the order of return; none of them can be left out. It alone where they took too
   * long to find.
   */
  readonly core: readonly number[];
  /** A legal order of the calls that had returned before. */
  readonly order: readonly number[];
}

/** Steps that may go into the search for the place, and for the core. */
const patience = 5_000_000;
/** Steps for each call in one search of the beginning of a part. */
const stepsPerCall = 20;
const patienceOfOne = 20_000;

/** The beginning of a part as far as it has a legal order. */
export function beginningOf<Call>(part: Part<Call>, model: Model<unknown, Call>): Frontier {
  const steps = stepsPerCall * part.calls.length + patienceOfOne;
  return frontierOf(part, model, steps, allowance());
}

/** `frontier` is the beginning, as far as it goes, of a part that has no legal order. */
export function breachOf<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  { reached, order }: Frontier,
): Breach {
  const stuck = finishedCalls(part)[reached]!;
  const left = allowance();
  const window = impossibleBefore(part, model, reached + 1, patienceOfOne, left);
  const wider = window && widened(part, model, window, patienceOfOne, left);
  const core = wider === undefined ? [stuck] : coreNear(part, model, wider, left);
  return { stuck, core, order };
}

const allowance = (): Allowance => ({ steps: patience, words: Number.POSITIVE_INFINITY });

/** The core of an impossible window, with what makes it impossible to be there. */
function coreNear<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  { part: stretch, starts, indices }: Window<Call>,
  left: Allowance,
): readonly number[] {
  const inside = minimised(finishedCalls(stretch), (some) =>
    isImpossible(owing(stretch, some).part, starts, model, patienceOfOne, left),
  ).map((index) => indices[index]!);
  const calls = inOrderOfReturn(part, [...inside, ...makersFor(part, model, inside)]);
  const isContradiction = (some: readonly number[]) =>
    isImpossible(owing(part, some).part, [model.initial], model, patienceOfOne, left);
  return isContradiction(calls) ? minimised(calls, isContradiction) : inside;
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
