import type { Model } from "./model.ts";
import type { Part } from "./part.ts";

/**
 * The calls that an order may have to contain, numbered: first the finished ones, which it owes,
 * then the unfinished ones that might matter, each in the order of invocation. Unfinished reads are
 * left out: whatever they would have answered is allowed.
 */
export interface Candidates<Call> {
  /** How many are owed: numbers below are finished, the others are not. */
  readonly owed: number;
  readonly calls: readonly Call[];
  /** Index in the part, by number. */
  readonly indices: Int32Array;
  readonly invoked: Float64Array;
  readonly returned: Float64Array;
  /** 1 for calls that change no state. */
  readonly readOnly: Uint8Array;
  /** For an unfinished one the last before it that does the same in every state; or `noTwin`. */
  readonly twins: Int32Array;
}

export const noTwin = -1;

export function candidatesOf<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
): Candidates<Call> {
  const { calls: all, invoked, returned } = part;
  const owed: number[] = [];
  const unfinished: number[] = [];
  for (let index = 0; index < all.length; index += 1) {
    if (returned[index]! < Number.POSITIVE_INFINITY) owed.push(index);
    else if (!model.isReadOnly(all[index]!)) unfinished.push(index);
  }
  const indices = Int32Array.from(owed.concat(unfinished));
  const calls = Array.from(indices, (index) => all[index]!);
  return {
    owed: owed.length,
    calls,
    indices,
    invoked: Float64Array.from(indices, (index) => invoked[index]!),
    returned: Float64Array.from(indices, (index) => returned[index]!),
    readOnly: Uint8Array.from(calls, (call) => (model.isReadOnly(call) ? 1 : 0)),
    twins: twinsOf(calls, owed.length, model),
  };
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
