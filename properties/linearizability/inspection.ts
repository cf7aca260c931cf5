import { type Allowance, isSpent } from "./budget.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { impossibleWindow } from "./refute.ts";
import { Search } from "./search.ts";
import type { Window } from "./window.ts";

/** Steps between two looks at what is left of the budget. */
const stride = 50_000;
const firstWindow = 32;

/**
 * The examination of one part, a turn at a time: for a legal order, boldly at first; and where that
 * does not come at once, for a stretch that is impossible.
 */
export class Inspection<Call> {
  readonly part: Part<Call>;
  verdict: "open" | "holds" | "broken" = "open";
  /** Of a broken part the stretch that is impossible by itself, if that is how it was found out. */
  window: Window<Call> | undefined;
  private readonly model: Model<unknown, Call>;
  private search: Search<Call>;
  private windowSize = firstWindow;
  /** Words charged for what the search holds. */
  private charged = 0;

  constructor(part: Part<Call>, model: Model<unknown, Call>) {
    this.part = part;
    this.model = model;
    this.search = new Search(part, model, "bold");
  }

  /** Searches on until `limit` steps have gone into the search, then looks at windows. */
  turn(limit: number, allowance: Allowance): void {
    this.advance(limit, allowance);
    if (this.search.progress === "missed") {
      this.search = new Search(this.part, this.model, "careful");
      this.advance(limit, allowance);
    }
    const { progress } = this.search;
    if (progress === "found") this.verdict = "holds";
    else if (progress === "exhausted") this.verdict = "broken";
    else if (!isSpent(allowance)) this.refute(limit, allowance);
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

  /** Windows twice as long in each turn, with as many steps for them as the search may take. */
  private refute(limit: number, allowance: Allowance): void {
    if (this.windowSize > this.part.calls.length) return;
    const share = { steps: Math.min(limit, allowance.steps), words: allowance.words };
    const before = share.steps;
    this.window = impossibleWindow(this.part, this.model, this.windowSize, share);
    allowance.steps -= before - share.steps;
    if (this.window !== undefined) this.verdict = "broken";
    this.windowSize *= 2;
  }
}
