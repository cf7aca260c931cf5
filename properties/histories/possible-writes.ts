import { isWrite, type Operation } from "../../sim/client/history.ts";
import { type ItemKey, itemName } from "../../sim/client/item-key.ts";
import type { Value } from "../../sim/parts/condition.ts";

/** What an item may have been at some instant of an interval, as far as clients can tell. */
export interface Possible {
  /** Writes that may have been the last one by then. */
  readonly writes: readonly Operation[];
  /** Nothing may have been written yet. */
  readonly untouched: boolean;
}

/**
 * The writes of one item that a read between `from` and `until` may have found the last. Too many
 * rather than too few: a write is left out only if it was asked later, refused, or over before an
 * acknowledged one began that was over before `from`. What nobody knows may happen at any later time.
 */
export function possibleWrites(
  writes: readonly Operation[],
  from: number,
  until: number,
): Possible {
  let overwritten = Number.NEGATIVE_INFINITY;
  for (const { outcome, invoked, completed } of writes) {
    if (outcome !== "ok" || completed === undefined || completed >= from) continue;
    overwritten = Math.max(overwritten, invoked);
  }
  return {
    writes: writes.filter(
      (write) => write.outcome !== "fail" && write.invoked <= until && endOf(write) >= overwritten,
    ),
    untouched: overwritten === Number.NEGATIVE_INFINITY,
  };
}

const endOf = ({ outcome, completed }: Operation): number =>
  outcome === "ok" && completed !== undefined ? completed : Number.POSITIVE_INFINITY;

/** Whether the write leaves this value, undefined for no item; a sum nobody knows may be any number. */
export function mayLeave(write: Operation, value: Value | undefined): boolean {
  if (write.kind === "delete") return value === undefined;
  if (write.kind === "put") return value === write.argument;
  return write.outcome === "ok" ? value === write.result : typeof value === "number";
}

/** Whether the item may have had this value; undefined: may not have been there. */
export const isPossible = ({ writes, untouched }: Possible, value: Value | undefined): boolean =>
  (untouched && value === undefined) || writes.some((write) => mayLeave(write, value));

/** The parts of an operation's key. */
export const itemOf = ({ item, key }: Operation): ItemKey => item ?? { key };

/** By the item's name, in the order of invocation. */
export function writesByItem(operations: readonly Operation[]): Map<string, Operation[]> {
  const byItem = new Map<string, Operation[]>();
  for (const operation of operations) {
    if (!isWrite(operation)) continue;
    const list = byItem.get(operation.key);
    if (list === undefined) byItem.set(operation.key, [operation]);
    else list.push(operation);
  }
  return byItem;
}

/** The name of an item's partition: all of its key but the sort key. */
export function partitionName(operation: Operation): string {
  const { sort: _, ...partition } = itemOf(operation);
  return itemName(partition);
}
