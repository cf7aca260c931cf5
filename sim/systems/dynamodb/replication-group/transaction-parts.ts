/**
 * What prepare, commit and cancel make of an item: Listings 3 and 4 of Idziorek et al., USENIX ATC
 * '23. An item that does not exist is prepared as a placeholder, which has no value and is no item
 * to anybody else.
 *
 * A prepare that comes twice finds its own transaction, and is done; a commit or cancel that comes
 * twice, or late, finds none of its own, and changes nothing (§3.5).
 */

import { assertNever } from "../../../kernel/assert.ts";
import { satisfies } from "../../../parts/condition.ts";
import type { Extras } from "../messages/records.ts";
import type { PreparedPart, Stamp, WritePart } from "../messages/transactions.ts";
import type { Found, Outcome } from "./outcomes.ts";
import { isOvertaken } from "./relaxations.ts";
import { lastStamp, madeOf, type Stamping, stamped } from "./stamping.ts";

/** Items may not be larger (developer guide, quotas). */
const mostBytes = 409_600;

export function partOutcome(write: WritePart, found: Found, stamping: Stamping): Outcome {
  switch (write.kind) {
    case "prepare-part":
      return prepared(write.part, found, stamping);
    case "commit-part":
      return committed(write.part, found, stamping);
    case "cancel-part":
      if (found.extras?.transaction?.id !== write.id) return { kind: "nothing" };
      return cancelled(found, stamping);
    default:
      return assertNever(write);
  }
}

const refused = (reason: Extract<Outcome, { kind: "refused" }>["reason"]): Outcome => ({
  kind: "refused",
  reason,
});

/** Listing 3. Nothing of the item changes, but that it waits for this transaction. */
function prepared(part: PreparedPart, found: Found, stamping: Stamping): Outcome {
  const { action, id, stamp } = part;
  const { value, bytes, extras } = found;
  const waitsFor = extras?.transaction;
  if (waitsFor?.id === id) return { kind: "nothing" };
  if (waitsFor !== undefined) return refused("transaction-conflict");
  const isLate = stamp <= lastStamp(found, stamping);
  if (isLate && !mayComeLate(found, stamping)) return refused("transaction-conflict");
  const { condition } = action;
  if (condition !== undefined && !satisfies(condition, value)) return refused("condition-failed");
  const isTooLarge = "bytes" in action && action.bytes > mostBytes;
  if (isTooLarge || (action.kind === "update" && typeof value === "string")) {
    return refused("unsupported");
  }
  const made = value === undefined ? {} : { made: madeOf(found) };
  return { kind: "write", value, bytes, extras: { ...extras, ...made, transaction: part } };
}

/** Rule 3 and what stands in its place where there is no item, unless a mistake leaves them out. */
const mayComeLate = ({ value }: Found, { config: { bugs } }: Stamping): boolean =>
  bugs.includes(value === undefined ? "delete-stamp-not-checked" : "stamp-not-checked");

/** Listing 4. Items that were only checked get the stamp, too. */
function committed(part: PreparedPart, found: Found, stamping: Stamping): Outcome {
  const { extras } = found;
  const { bugs } = stamping.config;
  const isPrepared = extras?.transaction?.id === part.id;
  if (!isPrepared && !bugs.includes("commit-without-prepare")) {
    const isMine = extras?.stamp === part.stamp;
    return { kind: "nothing", version: isMine ? madeOf(found) : 0 };
  }
  return isPrepared && isOvertaken(found, part, stamping)
    ? overtaken(found)
    : carriedOut(part, found);
}

/** A later write stands: this one makes no version. */
function overtaken(found: Found): Outcome {
  const { value, bytes, extras } = found;
  const kept = value === undefined ? undefined : { ...released(extras), made: madeOf(found) };
  return { kind: "write", value, bytes, extras: kept, version: 0 };
}

function carriedOut({ action, stamp }: PreparedPart, found: Found): Outcome {
  const { value, bytes, extras } = found;
  switch (action.kind) {
    case "put": {
      const { attributes } = action;
      const named = attributes === undefined ? undefined : { attributes };
      const left = stamped(named, stamp);
      return { kind: "write", value: action.value, bytes: action.bytes, extras: left };
    }
    case "update": {
      const sum = Number(value ?? 0) + action.add;
      return { kind: "write", value: sum, bytes: action.bytes, extras: stamped(extras, stamp) };
    }
    case "delete":
      return gone(stamp);
    case "condition-check":
      if (value === undefined) return gone(stamp);
      return {
        kind: "write",
        value,
        bytes,
        extras: { ...stamped(extras, stamp), made: madeOf(found) },
      };
    default:
      return assertNever(action);
  }
}

/** No tombstone: the partition remembers the stamp. */
const gone = (deleteStamp: Stamp): Outcome => ({
  kind: "write",
  value: undefined,
  bytes: 0,
  extras: undefined,
  deleteStamp,
});

/** The item as it was; a placeholder goes. */
function cancelled(found: Found, { config: { bugs } }: Stamping): Outcome {
  const { value, bytes, extras } = found;
  if (value === undefined) {
    if (bugs.includes("placeholder-outlives-cancel")) return { kind: "nothing" };
    return { kind: "write", value, bytes: 0, extras: undefined };
  }
  return { kind: "write", value, bytes, extras: { ...released(extras), made: madeOf(found) } };
}

function released(extras: Extras | undefined): Extras {
  const { transaction: _waitedFor, ...others } = extras ?? {};
  return others;
}
