import { BitWindow } from "../linearizability/bit-window.ts";
import type { Allowance } from "../linearizability/budget.ts";
import { RecordSet } from "../linearizability/record-set.ts";
import { zobrist } from "../linearizability/zobrist.ts";
import type { EventPlan } from "./event-plan.ts";
import { EventState } from "./event-state.ts";
import type { Saturated } from "./saturation.ts";

/**
 * Looks for an order of all events in which each reads what the event named wrote last. Depth
 * first, in the order given as far as it goes; which events are done tells all about what can
 * still be, so that no such set is tried twice.
 */
export class OrderSearch {
  private readonly state: EventState;
  private readonly sequence: Int32Array;
  /** By event: its place in the sequence. */
  private readonly rank: Int32Array;
  /** Places of the events not done: a doubly linked list; the last place plus one is its end. */
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly done: BitWindow;
  private readonly tried = new RecordSet();
  private record = new Int32Array(16);
  private hash = 0;
  private readonly path: number[] = [];
  private readonly end: number;

  constructor(plan: EventPlan, { graph }: Saturated, order: Int32Array) {
    this.sequence = order;
    this.end = order.length;
    this.state = new EventState(plan, graph);
    this.rank = new Int32Array(order.length);
    order.forEach((event, place) => {
      this.rank[event] = place;
    });
    this.next = Int32Array.from({ length: this.end + 1 }, (_, place) => place + 1);
    this.next[this.end] = 0;
    this.previous = Int32Array.from({ length: this.end + 1 }, (_, place) => place - 1);
    this.previous[0] = this.end;
    this.done = new BitWindow(this.end);
  }

  /** The order, relays in it; "none" where there is none; "unknown" when the allowance ended. */
  run(allowance: Allowance): readonly number[] | "none" | "unknown" {
    let place = this.first();
    while (this.path.length < this.end) {
      allowance.steps -= 1;
      if (allowance.steps <= 0 || this.tried.words > allowance.words) return "unknown";
      if (place === this.end) {
        const last = this.takeBack();
        if (last === undefined) return "none";
        place = last;
        continue;
      }
      const event = this.sequence[place]!;
      if (!this.state.isPossible(event)) {
        place = this.next[place]!;
        continue;
      }
      this.take(place);
      // One that leaves everything as it is may as well come now, so that set is not worth a note.
      if (this.state.isFree(event) || this.isNew()) place = this.first();
      else {
        this.putBack();
        place = this.next[place]!;
      }
    }
    return this.path.map((taken) => this.sequence[taken]!);
  }

  private first(): number {
    return this.next[this.end]!;
  }

  private take(place: number): void {
    this.path.push(place);
    this.state.take(this.sequence[place]!);
    this.done.add(place);
    this.hash ^= zobrist(place);
    this.next[this.previous[place]!] = this.next[place]!;
    this.previous[this.next[place]!] = this.previous[place]!;
  }

  private putBack(): number {
    const place = this.path.pop()!;
    this.state.putBack(this.sequence[place]!);
    this.done.remove(place);
    this.hash ^= zobrist(place);
    this.next[this.previous[place]!] = place;
    this.previous[this.next[place]!] = place;
    return place;
  }

  /** Undoes steps up to one that had a choice; returns the place to go on from. */
  private takeBack(): number | undefined {
    while (this.path.length > 0) {
      const place = this.putBack();
      if (!this.state.isFree(this.sequence[place]!)) return this.next[place]!;
    }
    return undefined;
  }

  private isNew(): boolean {
    if (this.done.span > this.record.length) this.record = new Int32Array(2 * this.done.span);
    const length = this.done.copyInto(this.record, 0);
    return this.tried.add(this.record, length, this.hash);
  }
}
