import type { Allowance } from "./budget.ts";
import { type Contradicts, coreAround } from "./core.ts";
import { finishedCalls, owing } from "./extract.ts";
import { type Frontier, frontierOf } from "./frontier.ts";
import { minimised } from "./minimised.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { impossibleBefore, isImpossible, widened } from "./refute.ts";

/** Why a part has no legal order. All calls by index. */
export interface Breach {
  /** The first call to return that left no order, as far as the search could tell. */
  readonly stuck: number;
  /**
   * Finished calls, it among them, whose answers and times contradict one another whatever the
   * others did, in the order of return; none of them can be left out. Where those took too long to
   * find, what is impossible after some earlier calls, or `stuck` alone.
   */
  readonly core: readonly number[];
  /** A legal order of the calls that had returned before. */
  readonly order: readonly number[];
}

/** Steps that may go into the search for the place, and for the core. */
const patience = 4_000_000;
/** Steps for each call in one search of the beginning of a part. */
const stepsPerCall = 20;
const patienceOfOne = 50_000;

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
  const core = coreInWhole(part, model, stuck, allowance()) ??
    coreInWindow(part, model, reached, allowance()) ?? [stuck];
  return { stuck, core, order };
}

const allowance = (): Allowance => ({ steps: patience, words: Number.POSITIVE_INFINITY });

function coreInWhole<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  stuck: number,
  left: Allowance,
): readonly number[] | undefined {
  const contradicts: Contradicts = (calls) =>
    isImpossible(owing(part, calls).part, [model.initial], model, patienceOfOne, left);
  return coreAround(part, model, stuck, contradicts);
}

/** What contradicts itself given some calls before, the last of which it does not name. */
function coreInWindow<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  reached: number,
  left: Allowance,
): readonly number[] | undefined {
  const shortest = impossibleBefore(part, model, reached + 1, patienceOfOne, left);
  if (shortest === undefined) return undefined;
  const window = widened(part, model, shortest, patienceOfOne, left);
  const contradicts: Contradicts = (calls) =>
    isImpossible(owing(window.part, calls).part, window.starts, model, patienceOfOne, left);
  const all = finishedCalls(window.part);
  const core =
    coreAround(window.part, model, all.at(-1)!, contradicts) ?? minimised(all, contradicts);
  return core.map((index) => window.indices[index]!);
}
