import { InvariantViolation } from "./assert.ts";
import type { Address, AnyMessage, Effect, Effects, Hosting } from "./role.ts";
import type { Duration } from "./time.ts";

type AnyEffect = Effect<AnyMessage, unknown>;
type Written<Kind extends AnyEffect["kind"]> = {
  -readonly [Field in keyof Extract<AnyEffect, { kind: Kind }>]: Extract<
    AnyEffect,
    { kind: Kind }
  >[Field];
};

export type Send = Written<"send">;
export type Persist = Written<"persist" | "checkpoint">;
export type Fetch = Written<"fetch">;
export type SetTimer = Written<"set-timer">;
export type CancelTimer = Written<"cancel-timer">;
export type Mark = Written<"mark">;
export type Note = Written<"note">;

/** Effects of one kind, used again and again: a handler's wishes leave no garbage behind. */
class Pool<E> {
  private readonly items: E[] = [];
  private used = 0;
  private readonly blank: () => E;

  constructor(blank: () => E) {
    this.blank = blank;
  }

  next(): E {
    if (this.used === this.items.length) this.items.push(this.blank());
    return this.items[this.used++]!;
  }

  reset(): void {
    this.used = 0;
  }
}

const nobody = "" as Address;
const nothing: AnyMessage = { kind: "" };
const noTime = 0 as Duration;
/** µs, about 71 minutes: a delay is one draw of 32 bits. */
const widestRange = 0xffff_ffff;

/**
 * The pen a handler writes with. It holds the effects of one event, as plain data, until the kernel
 * has interpreted them; `clear` makes room for the next. Picks are answered at once by `chooser`.
 */
export class Pen implements Effects<AnyMessage, unknown> {
  count = 0;
  readonly written: AnyEffect[] = [];
  /** Answers picks: the stream of the role that writes. */
  chooser: { below(count: number): number } | undefined;

  private readonly sends = new Pool<Send>(() => ({
    kind: "send",
    to: nobody,
    message: nothing,
    bytes: 0,
  }));
  private readonly persists = new Pool<Persist>(() => ({
    kind: "persist",
    record: undefined,
    bytes: 0,
  }));
  private readonly fetches = new Pool<Fetch>(() => ({ kind: "fetch", ticket: 0 }));
  private readonly setTimers = new Pool<SetTimer>(() => ({
    kind: "set-timer",
    timer: "",
    min: noTime,
    max: noTime,
  }));
  private readonly cancels = new Pool<CancelTimer>(() => ({ kind: "cancel-timer", timer: "" }));
  private readonly marks = new Pool<Mark>(() => ({ kind: "mark", name: "" }));
  private readonly notes = new Pool<Note>(() => ({ kind: "note", fact: nothing }));
  /** Arrays of every length so far, lent to observers. */
  private readonly lent: AnyEffect[][] = [];

  clear(): void {
    this.count = 0;
    this.sends.reset();
    this.persists.reset();
    this.fetches.reset();
    this.setTimers.reset();
    this.cancels.reset();
    this.marks.reset();
    this.notes.reset();
  }

  /** What has been written. Valid until the next `clear`. */
  effects(): readonly AnyEffect[] {
    while (this.lent.length <= this.count) {
      this.lent.push(new Array<AnyEffect>(this.lent.length).fill(this.written[0]!));
    }
    const all = this.lent[this.count]!;
    for (let at = 0; at < this.count; at++) all[at] = this.written[at]!;
    return all;
  }

  send(to: Address, message: AnyMessage, bytes = 0): void {
    const effect = this.sends.next();
    effect.to = to;
    effect.message = message;
    effect.bytes = bytes;
    this.written[this.count++] = effect;
  }

  persist(record: unknown, bytes = 0): void {
    this.write("persist", record, bytes);
  }

  checkpoint(record: unknown, bytes = 0): void {
    this.write("checkpoint", record, bytes);
  }

  fetch(ticket: number): void {
    const effect = this.fetches.next();
    effect.ticket = ticket;
    this.written[this.count++] = effect;
  }

  setTimer(timer: string, min: Duration, max: Duration): void {
    if (!(min >= 0 && max >= min && Number.isInteger(min) && Number.isInteger(max))) {
      throw new InvariantViolation(
        `timer "${timer}" is set for ${min} to ${max} µs, expected whole lengths in order`,
      );
    }
    if (max - min >= widestRange) {
      throw new InvariantViolation(
        `timer "${timer}" is set for ${min} to ${max} µs, a range wider than one draw covers`,
      );
    }
    const effect = this.setTimers.next();
    effect.timer = timer;
    effect.min = min;
    effect.max = max;
    this.written[this.count++] = effect;
  }

  cancelTimer(timer: string): void {
    const effect = this.cancels.next();
    effect.timer = timer;
    this.written[this.count++] = effect;
  }

  pick(count: number): number {
    if (!(Number.isInteger(count) && count >= 1)) {
      throw new InvariantViolation(`cannot pick one of ${count}`);
    }
    return this.chooser!.below(count);
  }

  mark(name: string): void {
    const effect = this.marks.next();
    effect.name = name;
    this.written[this.count++] = effect;
  }

  note(fact: AnyMessage): void {
    const effect = this.notes.next();
    effect.fact = fact;
    this.written[this.count++] = effect;
  }

  // Rare, so that there is no pool for it; nor is an object of the caller's kept.
  host({ address, role, setup, disk = [] }: Hosting): void {
    this.written[this.count++] = { kind: "host", address, role, setup, disk };
  }

  unhost(address: Address): void {
    this.written[this.count++] = { kind: "unhost", address };
  }

  private write(kind: "persist" | "checkpoint", record: unknown, bytes: number): void {
    const effect = this.persists.next();
    effect.kind = kind;
    effect.record = record;
    effect.bytes = bytes;
    this.written[this.count++] = effect;
  }
}
