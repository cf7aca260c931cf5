import type { Model } from "./model.ts";
import type { Part } from "./part.ts";

/**
 * An order worth trying before any search, in the time that sorting takes, for calls that are either
 * reads of one state or writes of one state that no other call writes. Their answers say during
 * which stretch of time each state must have been there (the zones of Gibbons and Korach 1997), and
 * the states in the order of these stretches are a legal order if there is one.
 *
 * Undefined for other calls. What it returns need not be legal: replay it.
 */
export function quickOrder<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
): Int32Array | undefined {
  const states = statesOf(part, model);
  if (states === undefined) return undefined;
  const { starts, isForward, isSeen } = stretchesOf(part, states);
  const isWanted = (index: number): boolean =>
    // What nobody answered and nobody saw need not have happened.
    part.returned[index]! < Infinity ||
    (states.isWrite[index] === 1 && isSeen[states.of[index]!] === 1);
  return inOrderOf({ starts, isForward }, states, isWanted);
}

/** State by state: first its write, then its reads in the order of invocation. */
function inOrderOf(
  { starts, isForward }: Pick<Stretches, "starts" | "isForward">,
  { of, isWrite, count }: States,
  isWanted: (index: number) => boolean,
): Int32Array {
  const sizes = new Int32Array(count);
  for (let index = 0; index < of.length; index += 1) {
    if (isWanted(index)) sizes[of[index]!]! += 1;
  }
  const sorted = Int32Array.from(starts.keys()).sort(
    (one, two) => starts[one]! - starts[two]! || isForward[one]! - isForward[two]! || one - two,
  );
  const next = new Int32Array(count);
  let length = 0;
  for (const state of sorted) {
    next[state] = length;
    length += sizes[state]!;
  }
  const order = new Int32Array(length);
  for (const writes of [1, 0]) {
    for (let index = 0; index < of.length; index += 1) {
      if (isWrite[index] === writes && isWanted(index)) order[next[of[index]!]!++] = index;
    }
  }
  return order;
}

interface States {
  readonly count: number;
  /** By call: the state that it reads or writes. */
  readonly of: Int32Array;
  /** By call. */
  readonly isWrite: Uint8Array;
}

/** Undefined where calls are not what they should be. */
function statesOf<Call>({ calls }: Part<Call>, model: Model<unknown, Call>): States | undefined {
  const numbers = new Map<unknown, number>([[model.keyOf(model.initial), 0]]);
  const of = new Int32Array(calls.length);
  const isWrite = new Uint8Array(calls.length);
  const isWritten = new Uint8Array(calls.length + 1);
  isWritten[0] = 1;
  for (let index = 0; index < calls.length; index += 1) {
    const { isReadOnly, watches, needs, leaves } = model.footprint(calls[index]!);
    const touched = isReadOnly ? watches : leaves;
    if (touched?.length !== 1 || (isReadOnly ? !needs : watches?.length !== 0)) return undefined;
    const key = model.keyOf(touched[0]);
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    of[index] = number;
    if (isReadOnly) continue;
    if (isWritten[number] === 1) return undefined;
    isWritten[number] = 1;
    isWrite[index] = 1;
  }
  return { count: numbers.size, of, isWrite };
}

/** All by state. */
interface Stretches {
  /** From when it must, or until when it may have begun: its place among the others. */
  readonly starts: Float64Array;
  /** Whether it must have lasted for a while. If not, it goes before one that begins then. */
  readonly isForward: Uint8Array;
  /** Whether a read saw it. */
  readonly isSeen: Uint8Array;
}

function stretchesOf({ invoked, returned }: Part<unknown>, states: States): Stretches {
  const { count, of, isWrite } = states;
  const firstSeen = new Float64Array(count).fill(Infinity);
  const lastSought = new Float64Array(count).fill(-Infinity);
  const isSeen = new Uint8Array(count);
  // Nothing comes before the initial state.
  firstSeen[0] = -Infinity;
  for (let index = 0; index < of.length; index += 1) {
    const state = of[index]!;
    if (returned[index] === Infinity && isWrite[index] === 0) continue;
    firstSeen[state] = Math.min(firstSeen[state]!, returned[index]!);
    lastSought[state] = Math.max(lastSought[state]!, invoked[index]!);
    if (isWrite[index] === 0) isSeen[state] = 1;
  }
  const starts = firstSeen.map((first, state) => Math.min(first, lastSought[state]!));
  const isForward = Uint8Array.from(firstSeen, (first, state) =>
    first < lastSought[state]! ? 1 : 0,
  );
  return { starts, isForward, isSeen };
}
