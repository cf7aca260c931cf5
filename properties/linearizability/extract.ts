import type { Part } from "./part.ts";

/** A part made from some calls of another. */
export interface Extract<Call> {
  readonly part: Part<Call>;
  /** Index in the other, by index here. */
  readonly indices: readonly number[];
}

/** The calls at these indices, in the order of invocation, finished only where `isOwed` says so. */
export function extract<Call>(
  { name, calls, invoked, returned }: Part<Call>,
  indices: readonly number[],
  isOwed: (index: number) => boolean,
): Extract<Call> {
  const part = {
    name,
    calls: indices.map((index) => calls[index]!),
    invoked: Float64Array.from(indices, (index) => invoked[index]!),
    returned: Float64Array.from(indices, (index) => (isOwed(index) ? returned[index]! : Infinity)),
  };
  return { part, indices };
}

/**
 * The part as far as the last of `owed` returns, with none but these finished: all others may have
 * taken effect as their answers say, late, or not at all. If it has no legal order, nor has `part`.
 */
export function owing<Call>(part: Part<Call>, owed: readonly number[]): Extract<Call> {
  const { invoked, returned } = part;
  const end = owed.reduce((latest, index) => Math.max(latest, returned[index]!), -Infinity);
  const isOwed = new Set(owed);
  const indices = [...invoked.keys()].filter((index) => invoked[index]! <= end);
  return extract(part, indices, (index) => isOwed.has(index));
}

/** Indices of the finished calls, in the order of return. */
export function finishedCalls({ returned }: Pick<Part<unknown>, "returned">): number[] {
  const finished = [...returned.keys()].filter((index) => returned[index] !== Infinity);
  return finished.sort((one, two) => returned[one]! - returned[two]! || one - two);
}
