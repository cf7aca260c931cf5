/**
 * What observers of a run may see, and when they are told. They see everything and change nothing;
 * a run is the same whether or not anybody looks.
 */

import type { Fault } from "./fault.ts";
import type { Address, AnyMessage, Effect, Event, Role } from "./role.ts";
import type { LocalTime, SimTime } from "./time.ts";

/**
 * One running role, as observers may see it: everything, read-only. Once the role has ended, a view
 * that was kept stays down for ever, whoever may be hosted at its address.
 */
export interface RoleView<State, DiskRecord> {
  readonly address: Address;
  readonly machine: string;
  readonly zone: string;
  readonly state: Readonly<State>;
  /** What its disk would certainly hold if its machine crashed now, oldest first. */
  readonly disk: readonly DiskRecord[];
  /** What the machine's clock says now. */
  readonly clock: LocalTime;
  /** On a paused machine it is "up": the clock runs, and it will act again. */
  readonly up: boolean;
  /** How often this role has been started, from 1. */
  readonly starts: number;
}

/** Messages since the start: every one sent (or copied) is delivered, dropped, or still in flight. */
export interface Traffic {
  readonly sent: number;
  readonly copied: number;
  readonly delivered: number;
  readonly dropped: number;
  /** Counted from the queue itself, not from the other four. */
  readonly inFlight: number;
}

export interface World {
  readonly now: SimTime;
  /**
   * All running roles of this kind, in the order of placement; lazy and hosted ones behind them, in
   * the order in which their addresses were first of use. Valid until the next event.
   */
  playing<S, M extends AnyMessage, R, Setup>(role: Role<S, M, R, Setup>): readonly RoleView<S, R>[];
  /** The role at this address, if it is running: started, and its machine up since. */
  at(address: Address): RoleView<unknown, unknown> | undefined;
  /** The same, if it plays `role`. */
  at<S, M extends AnyMessage, R, Setup>(
    address: Address,
    role: Role<S, M, R, Setup>,
  ): RoleView<S, R> | undefined;
  traffic(): Traffic;
}

/** Who moved, on what, and what it asked for. Valid only during the call. */
export interface Move<State, Message, DiskRecord> {
  readonly who: RoleView<State, DiskRecord>;
  /** Undefined for a start or restart. */
  readonly event: Event<Message, DiskRecord> | undefined;
  readonly effects: readonly Effect<Message, DiskRecord>[];
}

/** One event, handled. */
export interface Step {
  /** Who moved, if it plays `role`. */
  by<S, M extends AnyMessage, R, Setup>(role: Role<S, M, R, Setup>): Move<S, M, R> | undefined;
}

/** One message, as it reached its end. A message that was copied reaches several. */
export interface MessageRecord {
  readonly sentAt: SimTime;
  /** When it was handled or dropped. */
  readonly now: SimTime;
  readonly from: Address;
  readonly to: Address;
  readonly message: AnyMessage;
  readonly fate: "delivered" | "dropped" | "copy";
  /** Number of the event that handled it; undefined for the dropped. */
  readonly event: number | undefined;
}

export type MachineChange = "crash" | "restart" | "pause" | "resume" | "wipe";

/** Told of a run while it goes on. What is handed over is valid only during the call. */
export interface Observer {
  /** After every event that a role handled, and every start. */
  onStep?(step: Step, world: World): void;
  /** A role noted a fact. */
  onNote?(from: Address, fact: AnyMessage, now: SimTime): void;
  onMark?(from: Address, name: string, now: SimTime): void;
  onMessage?(record: MessageRecord): void;
  onFault?(fault: Fault, phase: "begin" | "end", now: SimTime): void;
  onMachine?(machine: string, change: MachineChange, now: SimTime): void;
}
