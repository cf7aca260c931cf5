import type { Condition, Value } from "../parts/condition.ts";
import type { ItemKey } from "./item-key.ts";
import type { Move } from "./moving-money.ts";
import type { Attributes, Consistency, SortWanted, TransactAction } from "./operation.ts";

/**
 * What a workload requires of the item that a write finds. "unchanged" is compare-and-set: the item
 * must be as this client last saw it, or absent if it never saw one. That is how applications lock
 * optimistically, and it gives checkers the most to judge: a success says what the value was.
 */
export type Requirement = Condition | "unchanged";

/** A request before it is sent: values and request numbers are the client's to add. */
export type Call = GetCall | WriteCall | PageCall | TransactCall;

export interface GetCall extends Aimed {
  readonly kind: "get";
  readonly consistency: Consistency;
  /** A transfer that it is part of. */
  readonly move?: Move;
}

export type WriteCall =
  | (ConditionalCall & {
      readonly kind: "put";
      readonly attributes?: Attributes;
      /** It reads first, and puts so much more than it found. */
      readonly adds?: number;
      /** What it writes, in place of the client's own number. */
      readonly value?: Value;
      /** A transfer that it is part of. */
      readonly move?: Move;
    })
  | (ConditionalCall & { readonly kind: "update"; readonly add: number })
  | (ConditionalCall & { readonly kind: "delete" });

interface Aimed extends ItemKey {
  /** put and update: size of the item, key included; else: of the key. */
  readonly bytes: number;
}

interface ConditionalCall extends Aimed {
  readonly condition: Requirement | undefined;
  /** A put whose number a counter hands out first. */
  readonly idFrom?: IdSource;
}

/** The counter item that hands out numbers, and which half of the key they become. */
export interface IdSource {
  readonly counter: ItemKey;
  readonly becomes: "key" | "sort";
  /** Before the names of keys. */
  readonly prefix: string;
}

/** One page of a query or a scan. */
export type PageCall = Aimed & {
  readonly consistency: Consistency;
  readonly limit: number | undefined;
  readonly startAfter: string | undefined;
  /** Whether it goes on to the next page while there is one. */
  readonly follow: boolean;
} & (
    | {
        readonly kind: "query";
        readonly wanted: SortWanted;
        readonly backwards: boolean;
        /** By this index. */
        readonly index?: string;
      }
    | { readonly kind: "scan" }
  );

/** A transaction; `key` is empty, `bytes` those of all that it writes. */
export type TransactCall = Aimed &
  (
    | {
        readonly kind: "transact-write";
        /** A put without a value writes the client's own number. */
        readonly actions: readonly (TransactAction | ValuelessPut)[];
        /** Whether all attempts have one token. */
        readonly token: boolean;
      }
    | { readonly kind: "transact-get"; readonly items: readonly ItemKey[] }
  );

type ValuelessPut = Omit<Extract<TransactAction, { kind: "put" }>, "value"> & {
  readonly value?: undefined;
};

export const isTransactCall = (call: Call): call is TransactCall =>
  call.kind === "transact-write" || call.kind === "transact-get";

export const isPageCall = (call: Call): call is PageCall =>
  call.kind === "query" || call.kind === "scan";

/** The condition to send, given what the client last saw under the key (undefined: no item, ever). */
export function conditionOf(
  requirement: Requirement | undefined,
  lastSeen: Value | undefined,
): Condition | undefined {
  if (requirement !== "unchanged") return requirement;
  return lastSeen === undefined ? { kind: "absent" } : { kind: "equals", value: lastSeen };
}
