import type { Trace } from "./candidates.ts";
import type { Part } from "./part.ts";

/**
 * What the answers say about one state, if one call alone can have made it: the state was there
 * from `firstSeen`, the earliest return, to `lastSought`, the latest invocation, of the call that
 * made it and those that found it (the zones of Gibbons and Korach 1997).
 */
export interface Zones {
  /** Whether some call may make any state: then `maker` is but a guess. */
  readonly isVague: boolean;
  /** By state: the call that alone can make it; `noMaker`; or `severalMakers`. */
  readonly maker: Int32Array;
  /** By state: earliest return of a finished call that needs it; `Infinity` when there is none. */
  readonly firstSeen: Float64Array;
  /** By state: latest invocation of such a call. */
  readonly lastSought: Float64Array;
}

const noMaker = -1;
const severalMakers = -2;

export function zonesOf(
  { invoked, returned }: Pick<Part<never>, "invoked" | "returned">,
  traces: readonly Trace[],
  stateCount: number,
): Zones {
  const zones = {
    isVague: traces.some(({ makes }) => makes === undefined),
    maker: new Int32Array(stateCount).fill(noMaker),
    firstSeen: new Float64Array(stateCount).fill(Number.POSITIVE_INFINITY),
    lastSought: new Float64Array(stateCount).fill(Number.NEGATIVE_INFINITY),
  };
  // The initial state is there without a call.
  zones.maker[0] = severalMakers;
  traces.forEach(({ watches, needs, makes }, index) => {
    for (const state of makes ?? []) {
      zones.maker[state] = zones.maker[state] === noMaker ? index : severalMakers;
    }
    if (!needs || watches?.length !== 1 || returned[index] === Number.POSITIVE_INFINITY) return;
    const state = watches[0]!;
    zones.firstSeen[state] = Math.min(zones.firstSeen[state]!, returned[index]!);
    zones.lastSought[state] = Math.max(zones.lastSought[state]!, invoked[index]!);
  });
  return zones;
}

/**
 * The returns, with those of unfinished calls that must have taken effect: a call that alone can
 * have made a state is owed by the time when somebody has seen that state.
 */
export function returnsAsSeen(
  { invoked, returned }: Pick<Part<never>, "invoked" | "returned">,
  { maker, firstSeen, isVague }: Zones,
): Float64Array {
  const seen = returned.slice();
  if (isVague) return seen;
  maker.forEach((index, state) => {
    if (index < 0 || firstSeen[state] === Number.POSITIVE_INFINITY) return;
    const byThen = Math.max(firstSeen[state]!, invoked[index]!);
    seen[index] = Math.min(returned[index]!, byThen);
  });
  return seen;
}

/**
 * For each call its place in an order worth trying first: by the time from which, or up to which,
 * the state that it makes must have been there. Where every state has one maker and calls need one
 * state or none, that is a legal order of the writes if there is one.
 */
export function placesOf(
  { invoked, returned }: Pick<Part<never>, "invoked" | "returned">,
  traces: readonly Trace[],
  { maker, firstSeen, lastSought }: Zones,
): Int32Array {
  const times = traces.map(({ makes }, index) => {
    const state = makes?.length === 1 ? makes[0]! : 0;
    if (maker[state] !== index) return invoked[index]!;
    const first = Math.min(returned[index]!, firstSeen[state]!);
    return Math.min(first, Math.max(invoked[index]!, lastSought[state]!));
  });
  const order = times.map((_, index) => index);
  order.sort((one, two) => times[one]! - times[two]! || one - two);
  const places = new Int32Array(order.length);
  order.forEach((index, place) => {
    places[index] = place;
  });
  return places;
}
