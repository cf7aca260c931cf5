/**
 * The ledger: a table of DynamoDB's own with an entry for every write transaction, by its id (ATC
 * '23, §3.5). Entries are texts, written with conditions, so that of two coordinators that see to
 * one transaction only one decides.
 */

import type {
  CancellationReason,
  PartDone,
  PlainRequest,
  RequestId,
} from "../../../client/operation.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Value } from "../../../parts/condition.ts";
import type { PartAction, Stamp, TransactionId } from "../messages/transactions.ts";
import type { TableSpec } from "../tables.ts";

export const ledgerTable = "ledger";

/** @param partitions how many it has when the run begins */
export const ledgerSpec = (partitions: number): TableSpec => ({
  name: ledgerTable,
  tenant: "dynamodb",
  capacity: { mode: "on-demand" },
  partitions,
});

/** One action of a transaction, and the item it is for. */
export interface LedgerAction {
  readonly table: string;
  /** The whole key of the B-tree. */
  readonly key: string;
  readonly action: PartAction;
}

export interface LedgerEntry {
  readonly stage: "preparing" | "committing" | "cancelling" | "completed";
  readonly stamp: Stamp;
  readonly actions: readonly LedgerAction[];
  /** Capacity units of all of it, once they are known. */
  readonly units?: number;
  /** Of one that comes to nothing: why. */
  readonly reasons?: readonly CancellationReason[];
  /** Of one that is done: what it left. */
  readonly parts?: readonly PartDone[];
  /** When it was completed, on its coordinator's clock. */
  readonly completed?: LocalTime;
}

export const entryText = (entry: LedgerEntry): string => JSON.stringify(entry);

export const entryOf = (text: Value): LedgerEntry => JSON.parse(String(text)) as LedgerEntry;

/** Whether two requests say the same: a token must not be used for another one. */
export const isSameBody = (one: readonly LedgerAction[], other: readonly LedgerAction[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Writes an entry in the place of another text, or of none. */
export const ledgerPut = (
  id: TransactionId,
  text: string,
  before: string | undefined,
): PlainRequest => ({
  kind: "put",
  request: unnumbered,
  table: ledgerTable,
  key: id,
  value: text,
  bytes: id.length + text.length,
  condition: before === undefined ? { kind: "absent" } : { kind: "equals", value: before },
});

export const ledgerGet = (id: TransactionId): PlainRequest => ({
  kind: "get",
  request: unnumbered,
  table: ledgerTable,
  key: id,
  consistency: "strong",
});

/** Requests get their numbers when they are sent. */
export const unnumbered = 0 as RequestId;
