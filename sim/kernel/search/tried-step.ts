import type { AnyMessage, Effect, Event } from "../role.ts";
import type { LocalTime } from "../time.ts";
import type { Choice } from "./choice.ts";
import type { SearchStep } from "./environment.ts";
import { Layout } from "./layout.ts";
import type { Happening, Outcome } from "./local-steps.ts";
import type { Rows } from "./rows.ts";

/** The step that is being tried. One object for the whole search: nobody may keep it. */
export class TriedStep implements SearchStep {
  readonly choice = { kind: "flush" as Choice["kind"], who: 0, from: 0, which: 0, way: 0 };
  readonly happening: Happening = { kind: "timer", what: 0, from: 0, at: 0 as LocalTime };
  /** Undefined for a loss or a crash. */
  outcome: Outcome | undefined;
  row: Int32Array = new Int32Array(0);
  next: Int32Array = new Int32Array(0);
  private readonly rows: Rows;

  constructor(rows: Rows) {
    this.rows = rows;
  }

  /** A choice, from the same row as the others. */
  begin(kind: Choice["kind"], who: number, from = 0, which = 0): void {
    const { choice } = this;
    choice.kind = kind;
    choice.who = who;
    choice.from = from;
    choice.which = which;
    choice.way = 0;
    this.outcome = undefined;
    this.next.set(this.row);
  }

  get who(): number {
    return this.choice.who;
  }

  get event(): Event<AnyMessage, unknown> | undefined {
    if (this.choice.kind === "crash" || this.choice.kind === "restart") return undefined;
    return this.rows.local.eventOf(this.happening);
  }

  get effects(): readonly Effect<AnyMessage, unknown>[] {
    return this.outcome?.effects ?? [];
  }

  get now(): LocalTime {
    return this.next[Layout.now]! as LocalTime;
  }

  get asking(): number {
    return this.choice.kind === "ask" ? this.choice.which : -1;
  }

  get before(): unknown {
    return this.rows.stateOf(this.row, this.choice.who);
  }

  stateOf(player: number): unknown {
    return this.rows.stateOf(this.next, player);
  }

  diskOf(player: number): readonly unknown[] {
    return this.rows.recordsOf(this.next, player);
  }
}
