/** Who asks the roles of a search for something, and judges what they do. */

import type { Address, AnyMessage, Effect, Event } from "../role.ts";
import type { LocalTime } from "../time.ts";

/** A message from outside, which arrives as soon as it is sent. */
export interface Asking {
  readonly from: Address;
  /** Index of the player that is asked. */
  readonly to: number;
  readonly message: AnyMessage;
}

/** One player's step, and how everybody stands after it. Used again: valid during the call only. */
export interface SearchStep {
  /** Index of who moved. */
  readonly who: number;
  /** What was handled, or got lost; undefined for a crash or a restart. */
  readonly event: Event<AnyMessage, unknown> | undefined;
  readonly effects: readonly Effect<AnyMessage, unknown>[];
  readonly now: LocalTime;
  /** Which of the environment's askings it was; -1: none. */
  readonly asking: number;
  /** The state of who moved, before; undefined when it was down. */
  readonly before: unknown;
  /** The state of a player; undefined while it is down. */
  stateOf(player: number): unknown;
  /** What a player's disk holds for certain. */
  diskOf(player: number): readonly unknown[];
}

/** What an environment makes of a step. */
export interface Judged<Memory> {
  /** The very same object where nothing is to be remembered. Undefined: the step is no step. */
  readonly memory: Memory | undefined;
  /** What is wrong, in a sentence; undefined when all is well. */
  readonly wrong: string | undefined;
}

/**
 * What it must remember is part of the searched state: plain data, and as little as will do, as two
 * states that differ in it are two.
 */
export interface Environment<Memory extends object> {
  readonly initial: Memory;
  /** What it may ask for now. The same for the same memory. */
  askings(memory: Memory): readonly Asking[];
  judge(memory: Memory, step: SearchStep): Judged<Memory>;
}
