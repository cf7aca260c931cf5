/** What a step returns when the answer that was seen is impossible in that state. */
export const illegal: unique symbol = Symbol("illegal");

/**
 * What an object does when calls reach it one at a time: pure functions over states that are never
 * changed. A call carries its own answer as far as it is known; `step` compares the two.
 */
export interface Model<State, Call> {
  readonly name: string;
  readonly initial: State;
  /** The state that the call leaves, or `illegal` where its answer could not have been given. */
  step(state: State, call: Call): State | typeof illegal;
  /** What equal states share and different ones do not, as a key of a `Map`. */
  keyOf(state: State): unknown;
  /** Of any use where some calls never lower it: an item's number, a list's length. */
  rank(state: State): number;
  /** What the call has to do with which states: saves the search most of its work. */
  footprint(call: Call): Footprint<State>;
  /** Equal only for calls that do the same in every state. Asked of unfinished calls only. */
  signature(call: Call): string;
}

/** What can be said of a call without the state that it meets. */
export interface Footprint<State> {
  /** Whether it leaves every state as it is: a read, or a write that was refused. */
  readonly isReadOnly: boolean;
  /**
   * States that it tells from all others: in the others it is legal, or not, alike, and leaves them
   * as they are, or makes them all the same one. Undefined when that is no short list.
   */
  readonly watches: readonly State[] | undefined;
  /** Whether it is legal, or if unfinished has an effect, in the states it watches alone. */
  readonly needs: boolean;
  /** States one of which is there right after it, if it had an effect; undefined: no short list. */
  readonly leaves: readonly State[] | undefined;
  /** Whether it may lead to a state of lower rank. */
  readonly lowers: boolean;
}

/** What is true of every call. */
export const anyFootprint: Footprint<never> = {
  isReadOnly: false,
  watches: undefined,
  needs: false,
  leaves: undefined,
  lowers: true,
};
