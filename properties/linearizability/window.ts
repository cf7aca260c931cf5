import { type Extract, extract, finishedCalls } from "./extract.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";

/**
 * A stretch of a part, as a part of its own. What had returned before it is not in it, but says
 * which states it may start from; what is invoked before its beginning or returns after its end
 * may be in it or not. A part with a window that is impossible from every start is impossible.
 */
export interface Window<Call> extends Extract<Call> {
  readonly starts: readonly unknown[];
  /** Ranks of return in the whole: the first in it, and the first after it. */
  readonly from: number;
  readonly until: number;
}

/** Cuts windows out of a part. */
export class Windows<Call> {
  /** How many calls are finished. */
  readonly length: number;
  private readonly whole: Part<Call>;
  private readonly model: Model<unknown, Call>;
  /** Indices of finished calls from the first return to the last; and of the unfinished ones. */
  private readonly byReturn: readonly number[];
  private readonly unfinished: readonly number[];
  /** By rank of return: the latest invocation of a call of lower rank; the first index not lower. */
  private readonly latestBefore: Float64Array;
  private readonly firstFrom: Int32Array;

  constructor(whole: Part<Call>, model: Model<unknown, Call>) {
    this.whole = whole;
    this.model = model;
    const { returned, invoked } = whole;
    this.unfinished = [...returned.keys()].filter((index) => returned[index] === Infinity);
    this.byReturn = finishedCalls(whole);
    this.length = this.byReturn.length;
    this.latestBefore = new Float64Array(this.length + 1).fill(Number.NEGATIVE_INFINITY);
    this.firstFrom = new Int32Array(this.length + 1).fill(returned.length);
    this.byReturn.forEach((index, rank) => {
      this.latestBefore[rank + 1] = Math.max(this.latestBefore[rank]!, invoked[index]!);
    });
    for (let rank = this.length - 1; rank >= 0; rank -= 1) {
      this.firstFrom[rank] = Math.min(this.firstFrom[rank + 1]!, this.byReturn[rank]!);
    }
  }

  /**
   * The window from the return of rank `from` to before that of rank `until`; undefined where
   * nothing says which states it may start from.
   */
  cut(earliest: number, until: number): Window<Call> | undefined {
    const from = this.pastTies(earliest);
    const starts = this.startsAt(from);
    if (starts === undefined || from >= until) return undefined;
    const begin = from === 0 ? Number.NEGATIVE_INFINITY : this.returnOf(from - 1);
    const end = this.returnOf(until - 1);
    const indices = this.within(from, begin, end);
    const { invoked, returned } = this.whole;
    const isOwed = (index: number) => invoked[index]! > begin && returned[index]! <= end;
    return { ...extract(this.whole, indices, isOwed), starts, from, until };
  }

  /** The first rank not lower whose return is later than the one before. */
  private pastTies(rank: number): number {
    let from = rank;
    while (from > 0 && from < this.length && this.returnOf(from) === this.returnOf(from - 1)) {
      from += 1;
    }
    return from;
  }

  private returnOf(rank: number): number {
    return this.whole.returned[this.byReturn[rank]!]!;
  }

  /** Calls invoked by `end` that had not returned by `begin`, in the order of invocation. */
  private within(from: number, begin: number, end: number): number[] {
    const { invoked, returned } = this.whole;
    const indices = this.unfinished.filter((index) => invoked[index]! <= end);
    for (let index = this.firstFrom[from]!; index < invoked.length; index += 1) {
      if (invoked[index]! > end) break;
      if (returned[index]! > begin && returned[index] !== Infinity) indices.push(index);
    }
    return indices.sort((one, two) => one - two);
  }

  /** The states right after the calls of lower rank. */
  private startsAt(from: number): readonly unknown[] | undefined {
    if (from === 0) return [this.model.initial];
    const starts = new Map<unknown, unknown>();
    for (const index of this.lastBefore(from)) {
      const { leaves } = this.model.footprint(this.whole.calls[index]!);
      if (leaves === undefined) return undefined;
      for (const state of leaves) starts.set(this.model.keyOf(state), state);
    }
    return [...starts.values()];
  }

  /** Of the calls of lower rank, those that had not returned before another was invoked. */
  private lastBefore(from: number): readonly number[] {
    let rank = from;
    while (rank > 0 && this.returnOf(rank - 1) >= this.latestBefore[from]!) rank -= 1;
    return this.byReturn.slice(rank, from);
  }
}
