/** Capacity units as the published rules give them, from the sizes that a history speaks of. */

import { type History, isPaged, type Operation } from "../../sim/client/history.ts";
import { readUnits, writeUnits } from "../../sim/parts/capacity-units.ts";
import { mayLeave, type Possible, possibleWrites, writesByItem } from "./possible-writes.ts";

/**
 * For each operation answered ok, in their order, the units that it may have consumed, the smallest
 * first: one where the sizes are certain, none where nothing can be said.
 */
export function expectedUnits({ operations }: History): Map<Operation, readonly number[]> {
  const items = new Map(
    [...writesByItem(operations)].map(([key, writes]) => [key, knownOf(writes)] as const),
  );
  const expected = new Map<Operation, readonly number[]>();
  for (const operation of operations) {
    if (operation.outcome !== "ok") continue;
    expected.set(operation, unitsOf(operation, items.get(operation.key) ?? nothingKnown));
  }
  return expected;
}

/** What a history says of one item. */
interface Known {
  readonly writes: readonly Operation[];
  /** Sizes that it ever may have had, 0 for none; undefined: of some write it is not known. */
  readonly sizes: readonly (number | undefined)[];
  /** The writes by the value that they leave; under `anyNumber` sums nobody knows. */
  readonly makers: ReadonlyMap<unknown, readonly Operation[]>;
}

const nothingKnown: Known = { writes: [], sizes: [0], makers: new Map() };

function knownOf(writes: readonly Operation[]): Known {
  const makers = new Map<unknown, Operation[]>();
  for (const write of writes) {
    if (write.outcome === "fail" || write.kind === "delete") continue;
    const value = write.kind === "put" ? write.argument : sumOf(write);
    const list = makers.get(value);
    if (list === undefined) makers.set(value, [write]);
    else list.push(write);
  }
  return { writes, sizes: [...new Set([0, ...writes.map(sizeAfter)])], makers };
}

const sumOf = ({ outcome, result }: Operation): unknown => (outcome === "ok" ? result : anyNumber);

function unitsOf(operation: Operation, known: Known): readonly number[] {
  if (isPaged(operation)) return ofPage(operation);
  return operation.kind === "get" ? ofGet(operation, known) : ofWrite(operation, known);
}

const anyNumber = Symbol("any number");

/** By the size of the value read: that of whichever write made it. */
function ofGet({ result, consistency }: Operation, { makers }: Known): readonly number[] {
  if (result === undefined) return [readUnits(0, consistency ?? "strong")];
  const found = [
    ...(makers.get(result) ?? []),
    ...(typeof result === "number" ? (makers.get(anyNumber) ?? []) : []),
  ];
  if (found.some(({ bytes }) => bytes === undefined)) return [];
  return distinct(found.map(({ bytes }) => readUnits(bytes ?? 0, consistency ?? "strong")));
}

/** Writes of one item that are compared with one another; of more, any may have been the last. */
const mostCompared = 2_000;

/** By the larger of what was there and what is left. */
function ofWrite(write: Operation, { writes, sizes }: Known): readonly number[] {
  const after = sizeAfter(write);
  if (after === undefined || sizes.includes(undefined)) return [];
  const given = (some: readonly (number | undefined)[]) =>
    distinct(some.map((size) => writeUnits(size ?? 0, after)));
  const whatever = given(sizes);
  if (whatever.length === 1 || writes.length > mostCompared) return whatever;
  const others = writes.filter((other) => other !== write);
  const { invoked, completed = invoked } = write;
  return given(beforeWrite(write, possibleWrites(others, invoked, completed)));
}

/** Sizes that the write may have found; a condition narrows them down. */
function beforeWrite(
  { condition }: Operation,
  { writes, untouched }: Possible,
): readonly (number | undefined)[] {
  const sizes = (some: readonly Operation[]) => some.map(sizeAfter);
  switch (condition?.kind) {
    case "absent":
      return [0];
    case "equals":
      return sizes(writes.filter((write) => mayLeave(write, condition.value)));
    case "exists":
    case "below":
    case "at-least":
      return sizes(writes.filter(({ kind }) => kind !== "delete"));
    case undefined:
      // A write without a condition that was in doubt may also have found what was there before it.
      return untouched || writes.length === 0 ? [0, ...sizes(writes)] : sizes(writes);
  }
}

const sizeAfter = ({ kind, bytes }: Operation): number | undefined =>
  kind === "delete" ? 0 : bytes;

/** Queries alone: what a scan is charged for the partitions that it touches is not published. */
function ofPage({ kind, page, consistency }: Operation): readonly number[] {
  if (kind !== "query" || page === undefined) return [];
  const bytes = page.items.reduce((sum, item) => sum + item.bytes, 0);
  return [readUnits(bytes, consistency ?? "strong")];
}

const distinct = (units: readonly number[]): readonly number[] =>
  [...new Set(units)].sort((one, other) => one - other);
