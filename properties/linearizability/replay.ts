import { illegal, type Model } from "./model.ts";
import type { Part } from "./part.ts";

/**
 * What is wrong with an order, in a sentence; `undefined` when it is a proof: it has every finished
 * call once and no call twice, puts no call before one that had returned earlier, and every answer
 * is what the model gives. Linear, and knows nothing of the search whose orders it checks.
 *
 * `order` holds indices into the part.
 */
export function replay<State, Call>(
  part: Part<Call>,
  model: Model<State, Call>,
  order: readonly number[] | Int32Array,
): string | undefined {
  return (
    whatIsMissing(part, order) ?? whatIsOutOfTime(part, order) ?? whatIsIllegal(part, model, order)
  );
}

function whatIsMissing(
  part: Part<unknown>,
  order: readonly number[] | Int32Array,
): string | undefined {
  const times = new Uint8Array(part.calls.length);
  for (const index of order) {
    if (!(index in times)) return `the order names call ${index} of ${part.calls.length}`;
    if (times[index] === 1) return `the order has call ${index} twice`;
    times[index] = 1;
  }
  const left = part.returned.findIndex(
    (returned, index) => returned < Infinity && times[index] === 0,
  );
  return left < 0 ? undefined : `the order lacks call ${left}, which had returned`;
}

function whatIsOutOfTime(
  part: Part<unknown>,
  order: readonly number[] | Int32Array,
): string | undefined {
  let latest = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    latest = Math.max(latest, part.invoked[index]!);
    if (part.returned[index]! < latest) {
      return `the order puts call ${index}, which returned at ${part.returned[index]}, after one invoked at ${latest}`;
    }
  }
  return undefined;
}

function whatIsIllegal<State, Call>(
  part: Part<Call>,
  model: Model<State, Call>,
  order: readonly number[] | Int32Array,
): string | undefined {
  let state = model.initial;
  for (const index of order) {
    const next = model.step(state, part.calls[index]!);
    if (next === illegal) return `call ${index} could not have been answered so at its place`;
    state = next;
  }
  return undefined;
}
