/** What a write makes of the item that it finds: judged by the leader, before anything is logged. */

import type { RejectReason, Write } from "../../../client/operation.ts";
import { satisfies, type Value } from "../../../parts/condition.ts";
import { replicatedOutcome } from "../global-tables/versioning.ts";
import type { OwnRequest } from "../messages/own.ts";
import type { Extras, Item } from "../messages/records.ts";
import type { ReadPart, Stamp } from "../messages/transactions.ts";
import { passingWrite } from "./relaxations.ts";
import { nextStamp, type Stamping, stamped } from "./stamping.ts";
import { partOutcome } from "./transaction-parts.ts";

/** A write by a customer, or by a part of DynamoDB. */
export type AnyWrite = Write | Exclude<OwnRequest, ReadPart>;

/** What stands under a key that nothing was ever written under: `lsn` 0. */
export type Found = Pick<Item, "value" | "bytes" | "lsn" | "extras">;

export type Outcome =
  | {
      readonly kind: "write";
      /** Undefined: no item is left. */
      readonly value: Value | undefined;
      readonly bytes: number;
      readonly extras: Extras | undefined;
      /** Where no item is left: the partition remembers when. Absent: there are no transactions. */
      readonly deleteStamp?: Stamp;
      /** What the answer gives as the version that was made. Absent: the record's. */
      readonly version?: number;
      /** DynamoDB removes an item that has expired. */
      readonly byService?: true;
    }
  /** It is so already: nothing is logged, and the answer is "done". */
  | { readonly kind: "nothing"; readonly version?: number }
  | { readonly kind: "refused"; readonly reason: RejectReason };

const conditionFailed: Outcome = { kind: "refused", reason: "condition-failed" };
const nothing: Outcome = { kind: "nothing" };

/** @param stamping undefined: the table knows no transactions */
export function outcomeOf(write: AnyWrite, found: Found, stamping: Stamping | undefined): Outcome {
  switch (write.kind) {
    case "index-write":
      return entryOutcome(write, found);
    case "replicate":
      return replicatedOutcome(write, found);
    case "prepare-part":
    case "commit-part":
    case "cancel-part":
      if (stamping === undefined) return { kind: "refused", reason: "unsupported" };
      return partOutcome(write, found, stamping);
    default:
      return stamping === undefined
        ? singleOutcome(write, found)
        : stampedOutcome(write, found, stamping);
  }
}

/** A single write of an item that a transaction is about to write is refused (ATC '23, §3.3). */
function stampedOutcome(write: Write, found: Found, stamping: Stamping): Outcome {
  const outcome = singleOutcome(write, found);
  const waitsFor = found.extras?.transaction;
  if (waitsFor !== undefined) {
    const passing =
      outcome.kind === "write"
        ? passingWrite(write, outcome, found, waitsFor, stamping)
        : undefined;
    return passing ?? { kind: "refused", reason: "transaction-conflict" };
  }
  if (outcome.kind !== "write") return outcome;
  const stamp = nextStamp(found, stamping);
  if (outcome.value === undefined) return { deleteStamp: stamp, ...outcome, extras: undefined };
  return { ...outcome, extras: stamped(outcome.extras, stamp) };
}

/** An update refuses an item that is no number, as if it had required one. */
function singleOutcome(write: Write, found: Found): Outcome {
  const { value: current, extras } = found;
  if (write.condition !== undefined && !satisfies(write.condition, current)) return conditionFailed;
  switch (write.kind) {
    case "put": {
      const { value, bytes, attributes } = write;
      const named = attributes === undefined ? undefined : { attributes };
      return { kind: "write", value, bytes, extras: named };
    }
    case "delete":
      return { kind: "write", value: undefined, bytes: 0, extras: undefined };
    case "update":
      if (typeof current === "string") return conditionFailed;
      return { kind: "write", value: (current ?? 0) + write.add, bytes: write.bytes, extras };
  }
}

/**
 * An entry shows the newest write of the table that it was told of, however late the others come. One
 * that is removed remembers by which write, so that an older one does not bring it back.
 */
function entryOutcome(
  { value, bytes, source, extras }: Extract<OwnRequest, { kind: "index-write" }>,
  found: Found,
): Outcome {
  if (found.extras?.source !== undefined && found.extras.source >= source) return nothing;
  return { kind: "write", value, bytes, extras: { source, ...extras } };
}
