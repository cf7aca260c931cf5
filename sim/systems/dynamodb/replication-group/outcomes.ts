/** What a write makes of the item that it finds: judged by the leader, before anything is logged. */

import type { RejectReason, Write } from "../../../client/operation.ts";
import { satisfies, type Value } from "../../../parts/condition.ts";
import type { OwnRequest } from "../messages/own.ts";
import type { Extras, Item } from "../messages/records.ts";

/** A write by a customer, or by a part of DynamoDB. */
export type AnyWrite = Write | OwnRequest;

/** What stands under a key that nothing was ever written under: `lsn` 0. */
export type Found = Pick<Item, "value" | "bytes" | "lsn" | "extras">;

export type Outcome =
  | {
      readonly kind: "write";
      /** Undefined: no item is left. */
      readonly value: Value | undefined;
      readonly bytes: number;
      readonly extras: Extras | undefined;
    }
  /** It is so already: nothing is logged, and the answer is "done". */
  | { readonly kind: "nothing" }
  | { readonly kind: "refused"; readonly reason: RejectReason };

const conditionFailed: Outcome = { kind: "refused", reason: "condition-failed" };
const nothing: Outcome = { kind: "nothing" };

/** An update refuses an item that is no number, as if it had required one. */
export function outcomeOf(write: AnyWrite, found: Found): Outcome {
  if (write.kind === "index-write") return entryOutcome(write, found);
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
  return { kind: "write", value, bytes, extras: { ...extras, source } };
}
