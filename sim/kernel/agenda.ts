import { EventQueue } from "./event-queue.ts";

/** Kinds of pending events. Numbers, because they live in a typed array. */
export const due = {
  message: 1,
  /** A message whose service by the processor is complete. */
  served: 2,
  timer: 3,
  flushed: 4,
  fetched: 5,
  start: 6,
  faultBegins: 7,
  faultEnds: 8,
  /** The first start of a hosted role. */
  hosted: 9,
} as const;

/** Flags of a message. */
export const isCopy = 1;
export const isUnordered = 2;

/**
 * The event queue with what each event is about, in columns by slot: a pending event is no object,
 * so millions of them leave the garbage collector nothing to do.
 */
export class Agenda {
  readonly queue = new EventQueue();
  /** One of `due`. */
  kind = new Uint8Array(64);
  flags = new Uint8Array(64);
  /** Index of the link (messages), of the role's cell, of the machine (starts), or of the fault. */
  who = new Int32Array(64);
  /** The cell's epoch when it was asked for: after a crash, a restart or its end it is void. */
  epoch = new Int32Array(64);
  /** Number of the event that caused it. */
  cause = new Uint32Array(64);
  /** Messages: when sent. Timers: when due on the machine's own count. Fetches: the ticket. */
  value = new Float64Array(64);
  /** Served messages: how long the machine had been paused in all when they were admitted. */
  stalled = new Float64Array(64);
  /** The message, or the timer's name. */
  what: unknown[] = new Array<unknown>(64).fill(undefined);

  /** Queues an event; the caller fills the columns that its kind needs. */
  add(time: number, kind: number, who: number, cause: number): number {
    const slot = this.queue.push(time);
    if (slot >= this.kind.length) this.grow();
    this.kind[slot] = kind;
    this.flags[slot] = 0;
    this.who[slot] = who;
    this.cause[slot] = cause;
    return slot;
  }

  /** Gives a handled slot back. */
  release(slot: number): void {
    this.what[slot] = undefined;
    this.queue.release(slot);
  }

  private grow(): void {
    const length = this.kind.length * 2;
    const { kind, flags, who, epoch, cause, value, stalled } = this;
    (this.kind = new Uint8Array(length)).set(kind);
    (this.flags = new Uint8Array(length)).set(flags);
    (this.who = new Int32Array(length)).set(who);
    (this.epoch = new Int32Array(length)).set(epoch);
    (this.cause = new Uint32Array(length)).set(cause);
    (this.value = new Float64Array(length)).set(value);
    (this.stalled = new Float64Array(length)).set(stalled);
    while (this.what.length < length) this.what.push(undefined);
  }
}
