import type { Model } from "../linearizability/model.ts";
import { type Part, partOf, type Timed } from "../linearizability/part.ts";
import { callInWords } from "./call-in-words.ts";
import type { StoredCall } from "./stored-call.ts";

/** What a file says about objects of one kind, in the terms of their model. */
export interface ObjectHistory<Call = unknown> {
  readonly model: Model<unknown, Call>;
  /** One for each object. */
  readonly parts: readonly Part<Call>[];
  /** Who did what in which lines, for sentences. */
  wordsOf(call: Call): string;
  /** What needs no search: two answers or so that contradict one another. */
  readonly contradiction?: Contradiction | undefined;
}

/** Why a history is broken, in a clause, and the operations that show it, in words. */
export interface Contradiction {
  readonly because: string;
  readonly operations: readonly string[];
}

/** How the author of a format means it. */
export interface Dialect {
  /** The value of a register that nobody has written. */
  readonly initial: string | number | undefined;
  /** Whether a read of nil found nothing there, or its answer is not known. */
  readonly nilIsAValue: boolean;
  /** Whether a comparison that failed was wrong when it was made, or just did not happen. */
  readonly failuresTell: boolean;
}

/**
 * Sorts calls by their objects. `callOf` says what a call is to the model; undefined: nothing, as
 * what failed, and a read that nobody answered.
 */
export function objectHistory<Call extends object>(
  model: Model<unknown, Call>,
  stored: readonly StoredCall[],
  callOf: (stored: StoredCall) => Call | undefined,
  returnOf: (stored: StoredCall) => number = ({ returned }) => returned,
): ObjectHistory<Call> {
  const origins = new Map<Call, StoredCall>();
  const byKey = new Map<string, Timed<Call>[]>();
  for (const each of stored) {
    const call = callOf(each);
    if (call === undefined) continue;
    origins.set(call, each);
    const key = each.key ?? model.name;
    const list = byKey.get(key);
    const timed = { call, invoked: each.invoked, returned: returnOf(each) };
    if (list === undefined) byKey.set(key, [timed]);
    else list.push(timed);
  }
  return {
    model,
    parts: [...byKey].map(([key, timed]) => partOf(key, timed)),
    wordsOf: (call) => callInWords(origins.get(call)!),
  };
}
