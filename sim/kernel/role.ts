/**
 * The contract between protocol code and everything else.
 *
 * A protocol is a set of roles. A role is a pair of functions over a state that it alone owns: it
 * is told events, and writes down what it wants done. It reaches no clock, no network, no disk and
 * no randomness except through these types, so one code runs fast, runs checked (`checked.ts`),
 * replays, and can be searched.
 */

import type { Duration, LocalTime } from "./time.ts";

/** Where messages go: one role running on some machine. A machine may run several. */
export type Address = string & { readonly brand: "Address" };

/** Every message names its kind, so that traces and switches can tell them apart. */
export interface AnyMessage {
  readonly kind: string;
}

/**
 * Everything that can happen to a role. `at` is its machine's clock, never the simulation's.
 * Valid only during the call: take from it what you need, do not keep it.
 */
export type Event<Message, DiskRecord> = { readonly at: LocalTime } & (
  | { readonly kind: "message"; readonly from: Address; readonly message: Message }
  | { readonly kind: "timer"; readonly timer: string }
  | { readonly kind: "persisted"; readonly record: DiskRecord }
  | { readonly kind: "fetched"; readonly ticket: number }
);

/** Everything a role can ask for. Plain data: tests compare it, the kernel interprets it. */
export type Effect<Message, DiskRecord> =
  | {
      readonly kind: "send";
      readonly to: Address;
      readonly message: Message;
      readonly bytes: number;
    }
  | { readonly kind: "persist"; readonly record: DiskRecord; readonly bytes: number }
  | { readonly kind: "checkpoint"; readonly record: DiskRecord; readonly bytes: number }
  | { readonly kind: "fetch"; readonly ticket: number }
  | {
      readonly kind: "set-timer";
      readonly timer: string;
      readonly min: Duration;
      readonly max: Duration;
    }
  | { readonly kind: "cancel-timer"; readonly timer: string }
  | { readonly kind: "mark"; readonly name: string }
  | { readonly kind: "note"; readonly fact: AnyMessage }
  | ({ readonly kind: "host" } & Required<Hosting>)
  | { readonly kind: "unhost"; readonly address: Address };

/** A role that another one creates, on its own machine. */
export interface Hosting {
  readonly address: Address;
  /** Name of one of the kinds that `SimulationOptions.hostable` lists. */
  readonly role: string;
  /** As in a placement: plain data, from now on never changed. */
  readonly setup: object;
  /** Records that its disk holds before its first start, durable at once. Default: none. */
  readonly disk?: readonly unknown[];
}

/** The pen a handler writes its requests with. Nothing happens until the handler returns. */
export interface Effects<Message, DiskRecord> {
  /** `bytes` is the size on the wire: it takes the time that the link's bandwidth says. */
  send(to: Address, message: Message, bytes?: number): void;
  /**
   * Appends to this role's log on disk and flushes it. Completes as a `persisted` event, or never,
   * if the machine crashes first. One role's records complete in the order asked.
   */
  persist(record: DiskRecord, bytes?: number): void;
  /**
   * Like `persist`, but once durable the record takes the place of every record asked before it:
   * how a log on disk is truncated below a snapshot.
   */
  checkpoint(record: DiskRecord, bytes?: number): void;
  /** Reads a page from disk; completes as a `fetched` event with the same ticket. */
  fetch(ticket: number): void;
  /**
   * The kernel draws the delay from [min, max]: protocols own no randomness. A timer that has this
   * name already is replaced, and will not fire.
   */
  setTimer(timer: string, min: Duration, max: Duration): void;
  cancelTimer(timer: string): void;
  /** A whole number in [0, count), drawn by the kernel from this role's own stream. */
  pick(count: number): number;
  /** Leaves a name in the trace, so that a test can require this line to have been reached. */
  mark(name: string): void;
  /** Hands observers a fact as plain data, such as an entry of the history. */
  note(fact: AnyMessage): void;
  /**
   * Creates a role on the machine of the one that asks. It starts at the same instant, as an event
   * of its own, after this handler's effects; messages sent from here on reach it. From then on it
   * is a role like any other: it outlives crashes of its machine with its setup and its disk, and a
   * wipe empties its disk. Who hosts what its machine hosts already, by the same kind, changes
   * nothing: so a log may be replayed. An InvariantViolation if no such kind may be created, or if
   * somebody else has the address.
   */
  host(hosting: Hosting): void;
  /**
   * Ends a role on the machine of the one that asks, for good: its state, timers, disk and pending
   * completions are gone, and messages that have not reached it are dropped. Its address is free to
   * be hosted again. Who ends itself does so last, after all else that its handler asks for. An
   * InvariantViolation if no role has this address on this machine.
   */
  unhost(address: Address): void;
}

/** What a role finds on its disk when it starts. */
export interface Survived<DiskRecord> {
  /** Whole records, oldest first; a checkpoint, if there is one, comes first. */
  readonly records: readonly DiskRecord[];
  /** A record that a power cut tore: its checksum is wrong. Sound code does not use it. */
  readonly torn: DiskRecord | undefined;
  /**
   * False only at the very first start, if the machine has not crashed before it: since the run
   * began, or since the role was hosted. An empty disk that was always empty can so be told from
   * one that may have lost something.
   */
  readonly restarted: boolean;
}

/**
 * Protocol code. `handle` may change `state` and write `effects`, and touch nothing else: the same
 * state and event always give the same state and effects. State is plain data (objects, arrays,
 * Map, Set). Messages and records are plain data, never changed once written.
 */
export interface Role<State, Message extends AnyMessage, DiskRecord, Setup> {
  readonly name: string;
  /**
   * First start and restart are one path; `disk.restarted` tells them apart. `setup` is what an operator's configuration file would
   * say: it outlives crashes and wipes.
   */
  start(
    self: Address,
    setup: Setup,
    disk: Survived<DiskRecord>,
    at: LocalTime,
    effects: Effects<Message, DiskRecord>,
  ): State;
  handle(
    state: State,
    event: Event<Message, DiskRecord>,
    effects: Effects<Message, DiskRecord>,
  ): void;
  /** Processor time that handling this message takes; absent means none. */
  serviceTime?(message: Message, setup: Setup): Duration;
  /** A message or record in the paper's words, for traces. Absent: its fields, in their order. */
  describe?(message: Message | DiskRecord): string;
}

/** A role of any kind: what lists of mixed roles hold. */
// biome-ignore lint/suspicious/noExplicitAny: a list of roles forgets their types; `playing(role)` gives them back.
export type AnyRole = Role<any, any, any, any>;
