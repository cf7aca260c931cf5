import type { Key, Transaction, Written } from "./transaction-history.ts";

/** Stands for a transaction that the history does not have. */
export const unknownWriter = -1;

/** The position of a read that contradicts the order of versions. */
export const notAmong = -1;

/** The versions of one item in their order, as far as it is known. */
export interface KeyVersions {
  readonly key: Key;
  readonly values: readonly (Written | null | undefined)[];
  /** By version: the transaction that made it, or `unknownWriter`. */
  readonly writers: readonly number[];
  /** Transactions that made versions after all of these, in an order that nobody knows. */
  readonly late: readonly number[];
}

/** Numbers by name, rows in step. */
export interface ReadColumns {
  readonly transaction: readonly number[];
  /** Number of the key. */
  readonly key: readonly number[];
  /** How many versions had been made when it read: it saw the one before; or `notAmong`. */
  readonly position: readonly number[];
}

/** What a history shows of the order of versions. Failed transactions have no part in it. */
export interface Observed {
  readonly transactions: readonly Transaction[];
  readonly keys: readonly KeyVersions[];
  readonly reads: ReadColumns;
}

/** One read of a committed transaction, and what is known about its key. */
export interface VersionRead<Operation> {
  readonly transactions: readonly Transaction<Operation>[];
  readonly reader: number;
  /** Which operation of the reader it is. */
  readonly place: number;
  /** Number of the key. */
  readonly key: number;
  readonly versions: KeyVersions;
  /** How many versions had been made when it read, or `notAmong`. */
  readonly position: number;
}
