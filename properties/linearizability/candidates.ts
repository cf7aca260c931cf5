import type { Footprint, Model } from "./model.ts";
import type { Part } from "./part.ts";
import type { StateTable } from "./state-table.ts";
import { placesOf, returnsAsSeen, zonesOf } from "./zones.ts";

/**
 * The calls that an order may have to contain, numbered: first those it owes, then the unfinished
 * ones that might matter, each in the order of invocation. Unfinished reads are left out: whatever
 * they would have answered is allowed.
 */
export interface Candidates<Call> {
  /** How many are owed: lower numbers are, the others are not. */
  readonly owed: number;
  readonly calls: readonly Call[];
  /** Index in the part, by number. */
  readonly indices: Int32Array;
  readonly invoked: Float64Array;
  /** For an unfinished call that is owed: when it must have taken effect. */
  readonly returned: Float64Array;
  /** 1 for calls without an answer: there is no point in taking them where they change nothing. */
  readonly unanswered: Uint8Array;
  readonly traces: readonly Trace[];
  /** The order to try them in, least first. */
  readonly places: Int32Array;
  /** For an unfinished one the last before it that does the same in every state; or `noTwin`. */
  readonly twins: Int32Array;
  readonly unfinished: Unfinished;
}

/** The candidates not owed, sorted by when to think of them. */
export interface Unfinished {
  /** Those with an effect in some states alone, by state. */
  readonly tied: ReadonlyMap<number, readonly number[]>;
  /** All others; and of these the ones that make a given state, */
  readonly free: readonly number[];
  readonly making: ReadonlyMap<number, readonly number[]>;
  /** and the ones that make any state, or one in which some tied one has an effect. */
  readonly vague: readonly number[];
}

/** A footprint, in the numbers of a state table. */
export interface Trace {
  readonly isReadOnly: boolean;
  readonly watches: readonly number[] | undefined;
  readonly needs: boolean;
  /** States that it can make out of others: none for a read. */
  readonly makes: readonly number[] | undefined;
  readonly lowers: boolean;
}

export const noTwin = -1;

export function candidatesOf<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  states: StateTable<unknown, Call>,
): Candidates<Call> {
  const traces = part.calls.map((call) => traceOf(model.footprint(call), states));
  const zones = zonesOf(part, traces, states.size);
  const returned = returnsAsSeen(part, zones);
  const places = placesOf(part, traces, zones);
  const { indices, owed } = numbered(returned, traces, states.size);
  const calls = Array.from(indices, (index) => part.calls[index]!);
  const ownTraces = Array.from(indices, (index) => traces[index]!);
  return {
    owed,
    calls,
    indices,
    invoked: Float64Array.from(indices, (index) => part.invoked[index]!),
    returned: Float64Array.from(indices, (index) => returned[index]!),
    unanswered: Uint8Array.from(indices, (index) => (part.returned[index] === Infinity ? 1 : 0)),
    traces: ownTraces,
    places: Int32Array.from(indices, (index) => places[index]!),
    twins: twinsOf(calls, owed, model),
    unfinished: sortedOut(ownTraces, owed),
  };
}

function sortedOut(traces: readonly Trace[], owed: number): Unfinished {
  const tied = new Map<number, number[]>();
  const making = new Map<number, number[]>();
  const free: number[] = [];
  for (let candidate = owed; candidate < traces.length; candidate += 1) {
    const { watches, needs, makes } = traces[candidate]!;
    if (!needs) free.push(candidate);
    for (const state of needs ? watches! : []) push(tied, state, candidate);
    for (const state of needs ? [] : (makes ?? [])) push(making, state, candidate);
  }
  const vague = free.filter((candidate) => {
    const { makes } = traces[candidate]!;
    return makes === undefined || makes.some((state) => tied.has(state));
  });
  return { tied, free, making, vague };
}

function push(lists: Map<number, number[]>, state: number, candidate: number): void {
  const list = lists.get(state);
  if (list === undefined) lists.set(state, [candidate]);
  else list.push(candidate);
}

function traceOf<Call>(
  { isReadOnly, watches, needs, leaves, lowers }: Footprint<unknown>,
  states: StateTable<unknown, Call>,
): Trace {
  const makes = isReadOnly ? [] : leaves?.map((state) => states.numberOf(state));
  const watched = watches?.map((state) => states.numberOf(state));
  return { isReadOnly, watches: watched, needs, makes, lowers: lowers && !isReadOnly };
}

function numbered(returned: Float64Array, traces: readonly Trace[], stateCount: number) {
  const owed: number[] = [];
  const unfinished: number[] = [];
  const isSought = soughtStates(traces, stateCount);
  traces.forEach(({ makes }, index) => {
    if (returned[index]! < Number.POSITIVE_INFINITY) owed.push(index);
    else if (makes === undefined || makes.some(isSought)) unfinished.push(index);
  });
  return { indices: Int32Array.from(owed.concat(unfinished)), owed: owed.length };
}

/**
 * The states that are of use to somebody: those that calls watch, or all, where calls depend on
 * not meeting some state. A write that makes another does nothing but stand in the way.
 */
function soughtStates(traces: readonly Trace[], stateCount: number): (state: number) => boolean {
  const isWatched = new Uint8Array(stateCount);
  for (const { watches, needs } of traces) {
    if (watches === undefined || (watches.length > 0 && !needs)) return () => true;
    for (const state of watches) isWatched[state] = 1;
  }
  return (state) => isWatched[state] === 1;
}

function twinsOf<Call>(
  calls: readonly Call[],
  owed: number,
  model: Model<unknown, Call>,
): Int32Array {
  const twins = new Int32Array(calls.length).fill(noTwin);
  const latest = new Map<string, number>();
  for (let number = owed; number < calls.length; number += 1) {
    const signature = model.signature(calls[number]!);
    twins[number] = latest.get(signature) ?? noTwin;
    latest.set(signature, number);
  }
  return twins;
}
