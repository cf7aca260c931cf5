/**
 * What may be done with an item that waits for a transaction: §4 of ATC '23, which does not say what
 * of it is in use. Each is a setting, off unless it was seen at work.
 */

import type { Write } from "../../../client/operation.ts";
import type { Extras } from "../messages/records.ts";
import type { PreparedPart, Stamp } from "../messages/transactions.ts";
import type { Found, Outcome } from "./outcomes.ts";
import { lastStamp, type Stamping, stamped } from "./stamping.ts";

type Written = Extract<Outcome, { kind: "write" }>;

/**
 * A single write that goes before the transaction, or behind it, in place of being refused;
 * undefined: it may do neither.
 *
 * @param outcome what the write would make of the item, were it not prepared
 */
export function passingWrite(
  write: Write,
  outcome: Written,
  found: Found,
  waitsFor: PreparedPart,
  stamping: Stamping,
): Outcome | undefined {
  const before = stampBefore(outcome, found, waitsFor, stamping);
  if (before !== undefined) return passed(outcome, before, waitsFor, false);
  const behind = stampBehind(write, waitsFor, stamping);
  return behind === undefined ? undefined : passed(outcome, behind, waitsFor, true);
}

/** Before it: unless it has checked what this write may change. The smallest, to leave room. */
function stampBefore(
  { value }: Written,
  found: Found,
  { action, stamp }: PreparedPart,
  stamping: Stamping,
): Stamp | undefined {
  const hasLooked = action.condition !== undefined || action.kind === "condition-check";
  const fits = action.kind !== "update" || typeof value !== "string";
  const earlier = (lastStamp(found, stamping) + 1) as Stamp;
  const may = stamping.config.singleWritesPassBefore && !hasLooked && fits && earlier < stamp;
  return may ? earlier : undefined;
}

/** Behind it: what asks nothing of the item needs no answer to what the transaction will do. */
function stampBehind(
  { kind, condition }: Write,
  { stamp }: PreparedPart,
  { now, config }: Stamping,
): Stamp | undefined {
  const asksNothing = condition === undefined && kind !== "update";
  if (!config.singleWritesPassBehind || !asksNothing) return undefined;
  return Math.max(now, stamp + 1) as Stamp;
}

/** The item as the write leaves it; it still waits. One that is gone remembers what came behind. */
function passed(
  { value, bytes, extras }: Written,
  stamp: Stamp,
  transaction: PreparedPart,
  isBehind: boolean,
): Outcome {
  if (value !== undefined) {
    return { kind: "write", value, bytes, extras: { ...stamped(extras, stamp), transaction } };
  }
  const left: Extras = isBehind ? { stamp, transaction } : { transaction };
  return { kind: "write", value, bytes: 0, extras: left, deleteStamp: stamp };
}

/** Whether something has come behind the transaction: then its own write is not done any more. */
export const isOvertaken = (
  { extras }: Found,
  { stamp }: PreparedPart,
  { config }: Stamping,
): boolean => config.singleWritesPassBehind && extras?.stamp !== undefined && extras.stamp > stamp;
