import type { Operation } from "../../sim/client/history.ts";

/** What one of our operations is in somebody else's words. */
export interface Told {
  readonly f: string;
  /** As it is written at the invocation, and in the answer if it was done. */
  readonly asked: string;
  readonly answered: string;
}

/** A way to write our histories down for another checker. */
export interface ExportFormat {
  /** Why this item cannot be told at all, in a clause; undefined if it can. */
  whyNot(operations: readonly Operation[]): string | undefined;
  /** Undefined for an operation that had no effect and shows nothing. */
  tell(operation: Operation): Told | undefined;
  /** One line for an event. */
  line(event: ExportEvent): string;
  /** Whether transactions are told as such, or item by item. */
  readonly joinsItems: boolean;
  /** Whether what nobody answered is written as answered at the very end. */
  readonly answersAll: boolean;
}

export interface ExportEvent {
  readonly index: number;
  /** µs */
  readonly time: number;
  readonly process: number;
  readonly type: "invoke" | "ok" | "fail" | "info";
  readonly key: string;
  readonly f: string;
  readonly value: string;
}

/**
 * An update that nobody answered may have left any sum, which other models have no words for; of
 * the others the answer says what they wrote.
 */
export const openUpdate = (operations: readonly Operation[]): string | undefined =>
  operations.some(({ kind, outcome }) => kind === "update" && outcome === "info")
    ? "an addition that nobody answered has no counterpart there"
    : undefined;

/** What an update must have found, where its answer tells: not 0, which may be no item at all. */
export function foundBy({ argument, result }: Operation): number | undefined {
  if (!Number.isSafeInteger(argument) || !Number.isSafeInteger(result)) return undefined;
  const before = (result as number) - (argument as number);
  return before === 0 ? undefined : before;
}

/** A value in EDN: numbers as they are, texts in quotes, nothing as nil. */
export const ednOf = (value: string | number | undefined): string =>
  value === undefined ? "nil" : typeof value === "number" ? `${value}` : JSON.stringify(value);
