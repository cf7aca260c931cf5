import type { Condition, Value } from "../parts/condition.ts";
import type { Consistency } from "./operation.ts";

/**
 * What a workload requires of the item that a write finds. "unchanged" is compare-and-set: the item
 * must be as this client last saw it, or absent if it never saw one. That is how applications lock
 * optimistically, and it gives checkers the most to judge: a success says what the value was.
 */
export type Requirement = Condition | "unchanged";

/** A request before it is sent: values and request numbers are the client's to add. */
export type Call =
  | {
      readonly kind: "get";
      readonly key: string;
      readonly consistency: Consistency;
      /** Size of the key. */
      readonly bytes: number;
    }
  | (ConditionalCall & { readonly kind: "put" })
  | (ConditionalCall & { readonly kind: "update"; readonly add: number })
  | (ConditionalCall & { readonly kind: "delete" });

interface ConditionalCall {
  readonly key: string;
  readonly condition: Requirement | undefined;
  /** put and update: size of the item, key included; delete: of the key. */
  readonly bytes: number;
}

/** The condition to send, given what the client last saw under the key (undefined: no item, ever). */
export function conditionOf(
  requirement: Requirement | undefined,
  lastSeen: Value | undefined,
): Condition | undefined {
  if (requirement !== "unchanged") return requirement;
  return lastSeen === undefined ? { kind: "absent" } : { kind: "equals", value: lastSeen };
}
