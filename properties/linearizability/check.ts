/**
 * Checks the parts of a history in turns, so that one hard part does not keep the others waiting:
 * in each turn an open part may search for as long as in all turns before together. It ends when
 * all parts are decided, when a turn has found a broken one, or when the budget is spent.
 */

import { assert } from "../../sim/kernel/assert.ts";
import { type Budget, ordinaryBudget } from "./budget.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { replay } from "./replay.ts";
import { Search } from "./search.ts";

export type Answer =
  /** For each part a legal order of its calls, by index: replayed, and found right. */
  | { readonly verdict: "holds"; readonly orders: readonly (readonly number[])[] }
  | ({ readonly verdict: "broken" } & Breach)
  /** Parts left undecided, by index. */
  | { readonly verdict: "unknown"; readonly open: readonly number[] };

/** A part that no order explains. */
export interface Breach {
  readonly part: number;
  /** The longest legal order, by index of call. */
  readonly order: readonly number[];
  /** The first call to return that no order could take in time, by index. */
  readonly stuck: number;
}

const firstTurn = 4_000;
/** Steps between two looks at the budget. */
const stride = 50_000;

/** Of several broken parts found in one turn, names the one whose stuck call returned first. */
export function check<State, Call>(
  parts: readonly Part<Call>[],
  model: Model<State, Call>,
  budget: Budget = ordinaryBudget,
): Answer {
  const rounds = new Rounds(parts, model, budget);
  for (let limit = firstTurn; rounds.open.length > 0; limit *= 2) {
    const breach = rounds.turn(limit);
    if (breach !== undefined) return { verdict: "broken", ...breach };
    if (rounds.isSpent && rounds.open.length > 0) return { verdict: "unknown", open: rounds.open };
  }
  return { verdict: "holds", orders: rounds.orders };
}

class Rounds<State, Call> {
  /** Parts not decided yet, by index. */
  open: readonly number[];
  readonly orders: (readonly number[])[];
  private readonly parts: readonly Part<Call>[];
  private readonly model: Model<State, Call>;
  /** Searches begun and not done, by part. */
  private readonly searches = new Map<number, Search<Call>>();
  private steps: number;
  private words: number;

  constructor(parts: readonly Part<Call>[], model: Model<State, Call>, budget: Budget) {
    this.parts = parts;
    this.model = model;
    this.open = parts.map((_, index) => index);
    this.orders = parts.map(() => []);
    this.steps = budget.steps;
    this.words = budget.words;
  }

  get isSpent(): boolean {
    return this.steps <= 0 || this.words <= 0;
  }

  /** Lets each open part search until it has taken `limit` steps; the earliest breach found. */
  turn(limit: number): Breach | undefined {
    const breaches: Breach[] = [];
    this.open = this.open.filter((part) => {
      const begun = this.searches.get(part);
      const search = begun ?? new Search(this.parts[part]!, this.model);
      this.advance(search, limit, begun === undefined ? 0 : begun.words);
      if (search.progress === "searching") return this.searches.set(part, search);
      this.searches.delete(part);
      this.words += search.words;
      if (search.progress === "found") this.orders[part] = this.proven(part, search.order());
      else breaches.push(this.breachOf(part, []));
      return false;
    });
    return breaches.sort((one, two) => this.deadline(one) - this.deadline(two))[0];
  }

  /** Charges the steps taken, and the memory that the search holds beyond `charged` words. */
  private advance(search: Search<Call>, limit: number, charged: number): void {
    let words = charged;
    do {
      const before = search.steps;
      search.advance(Math.min(limit, before + stride));
      this.steps -= search.steps - before;
      this.words -= search.words - words;
      words = search.words;
    } while (search.progress === "searching" && search.steps < limit && !this.isSpent);
  }

  private proven(part: number, order: readonly number[]): readonly number[] {
    const wrong = replay(this.parts[part]!, this.model, order);
    assert(wrong === undefined, `the order found for ${this.parts[part]!.name} is no proof: ${wrong}`);
    return order;
  }

  private breachOf(part: number, order: readonly number[]): Breach {
    const { returned } = this.parts[part]!;
    const taken = new Set(order);
    let stuck = -1;
    for (let index = 0; index < returned.length; index += 1) {
      if (taken.has(index)) continue;
      if (stuck < 0 || returned[index]! < returned[stuck]!) stuck = index;
    }
    return { part, order, stuck };
  }

  private deadline({ part, stuck }: Breach): number {
    return this.parts[part]!.returned[stuck]!;
  }
}
