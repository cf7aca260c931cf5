import { type Allowance, isSpent } from "./budget.ts";
import { frontierOf } from "./frontier.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { impossibleBefore } from "./refute.ts";
import { Search } from "./search.ts";

/** Steps between two looks at what is left of the budget. */
const stride = 50_000;

/**
 * The examination of one part, a turn at a time: for a legal order, boldly at first; and where that
 * does not come at once, for a stretch that is impossible, where orders begin to be hard to find.
 */
export class Inspection<Call> {
  verdict: "open" | "holds" | "broken" = "open";
  private readonly part: Part<Call>;
  private readonly model: Model<unknown, Call>;
  private search: Search<Call>;
  /** Words charged for what the search holds. */
  private charged = 0;

  constructor(part: Part<Call>, model: Model<unknown, Call>) {
    this.part = part;
    this.model = model;
    this.search = new Search(part, model, "bold");
  }

  /** Searches on until `limit` steps have gone into the search, then tries to refute. */
  turn(limit: number, allowance: Allowance): void {
    this.advance(limit, allowance);
    if (this.search.progress === "missed") {
      this.search = new Search(this.part, this.model, "careful");
      this.advance(limit, allowance);
    }
    const { progress } = this.search;
    if (progress === "found") this.verdict = "holds";
    else if (progress === "exhausted") this.verdict = "broken";
    else if (this.isRefuted(limit, allowance)) this.verdict = "broken";
    if (this.verdict !== "open") allowance.words += this.charged;
  }

  /** The order found. */
  order(): readonly number[] {
    return this.search.order();
  }

  private advance(limit: number, allowance: Allowance): void {
    do {
      const before = this.search.steps;
      this.search.advance(Math.min(limit, before + stride));
      allowance.steps -= this.search.steps - before;
      allowance.words -= this.search.words - this.charged;
      this.charged = this.search.words;
    } while (
      this.search.progress === "searching" &&
      this.search.steps < limit &&
      !isSpent(allowance)
    );
  }

  private isRefuted(limit: number, allowance: Allowance): boolean {
    const { part, model } = this;
    if (!canBeCut(part, model)) return false;
    const { reached } = frontierOf(part, model, limit >> 1, allowance);
    return impossibleBefore(part, model, reached + 1, limit >> 2, allowance) !== undefined;
  }
}

/** Whether a stretch can begin anywhere but at the start: after a call that says what it left. */
const canBeCut = <Call>({ calls, returned }: Part<Call>, model: Model<unknown, Call>): boolean =>
  calls.some(
    (call, index) => returned[index]! < Infinity && model.footprint(call).leaves !== undefined,
  );
