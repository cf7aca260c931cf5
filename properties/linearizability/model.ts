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
  /** Whether no state is changed by the call: a read, or a write refused for its condition. */
  isReadOnly(call: Call): boolean;
  /** Equal only for calls that do the same in every state. Asked of unfinished calls only. */
  signature(call: Call): string;
}
