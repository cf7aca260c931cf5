/**
 * A history of transactions as plain data: what the checkers of isolation read. It may come from
 * the simulator, from a file that another tool left, or from a test.
 */

import type { Verdict } from "../property.ts";

/** Names of items and what is written to them: compared with `===`, so that 1 is not "1". */
export type Key = number | string;
export type Written = number | string;

/** A read of a list shows all that was appended to it so far; undefined: nobody knows what it saw. */
export type ListOperation =
  | { readonly kind: "append"; readonly key: Key; readonly value: Written }
  | { readonly kind: "read"; readonly key: Key; readonly value: readonly Written[] | undefined };

/**
 * A read of a register shows what was written last; null: the register had not been written;
 * undefined: nobody knows. `version`, where known: which version of the item a write made or a read
 * saw, rising with every write to that item from 1; 0 is the item before the first write. A version
 * need not be the one before plus one.
 */
export type RegisterOperation =
  | {
      readonly kind: "write";
      readonly key: Key;
      /** null: it took the item away; only where versions are known. */
      readonly value: Written | null;
      readonly version?: number | undefined;
    }
  | {
      readonly kind: "read";
      readonly key: Key;
      readonly value: Written | null | undefined;
      readonly version?: number | undefined;
    };

/** One transaction; `operations` in the order in which it asked for them. */
export interface Transaction<Operation = ListOperation | RegisterOperation> {
  /** What proofs call it; where absent "T1" for the first of the history, and so on. */
  readonly name?: string;
  /** Who asked: a session, whose transactions stand in the history in the order it asked. */
  readonly process: Key;
  /** When it was asked for and when it was answered, in any unit, also the number of a line. */
  readonly invoked: number;
  /** `Infinity` where it never was, or where the history has no times. */
  readonly completed: number;
  /** `fail`: it certainly had no effect. `info`: nobody knows; its reads are not looked at. */
  readonly status: "ok" | "fail" | "info";
  readonly operations: readonly Operation[];
}

export interface TransactionHistory<Operation = ListOperation | RegisterOperation> {
  readonly transactions: readonly Transaction<Operation>[];
}

export type ListHistory = TransactionHistory<ListOperation>;
export type RegisterHistory = TransactionHistory<RegisterOperation>;

/**
 * From weak to strong: each implies those before it. What they say of sessions is up to the check:
 * in those of Adya (1999) and Elle (Kingsbury and Alvaro, VLDB 2020) only the last two bind a
 * process to the order of its own transactions; in those of Biswas and Enea (OOPSLA 2019) all do.
 */
export const transactionModels = [
  "read-uncommitted",
  "read-committed",
  "read-atomic",
  "causal",
  "snapshot-isolation",
  "serializable",
  "strong-session-serializable",
  "strict-serializable",
] as const;

export type TransactionModel = (typeof transactionModels)[number];

export type AnomalyName =
  | "G0"
  | "G1a"
  | "G1b"
  | "G1c"
  | "G-single"
  | "G-nonadjacent"
  | "G2-item"
  | `${"G0" | "G1c" | "G-single" | "G-nonadjacent" | "G2-item"}-${"process" | "realtime"}`
  | "incompatible-order"
  | "duplicate-elements"
  | "duplicate-writes"
  | "cyclic-versions"
  | "dirty-update"
  | "internal"
  | "unwritten-read"
  | "wrong-value"
  | "lost-update"
  | "no-snapshot-order"
  | "no-serial-order"
  | "non-monotonic-read"
  | "fractured-read"
  | "causality-violation";

/** How one transaction of a cycle comes before the next. */
export type DependencyKind = "ww" | "wr" | "rw" | "process" | "realtime";

/**
 * One step of a cycle; transactions by their index in the history, and the number after the last
 * for the initial state.
 */
export interface CycleStep {
  readonly from: number;
  readonly to: number;
  readonly kind: DependencyKind;
  /** Undefined for the order of a process and of real time. */
  readonly key: Key | undefined;
  /** "T2 read x = 1, which T1 wrote" */
  readonly because: string;
}

export interface Anomaly {
  readonly name: AnomalyName;
  /** A name of its own that a cycle of this form has: "write skew", "long fork". */
  readonly called: string | undefined;
  /** The weakest model that forbids it, and with it all stronger ones; undefined: none. */
  readonly rulesOut: TransactionModel | undefined;
  /** Those concerned, by index in the history; for a cycle in its order. */
  readonly transactions: readonly number[];
  /** Empty for an anomaly that is not a cycle. The last step leads to where the first began. */
  readonly cycle: readonly CycleStep[];
  /** Why it is one, in sentences. */
  readonly proof: string;
}

export interface TransactionReport {
  readonly anomalies: readonly Anomaly[];
  readonly models: Readonly<Record<TransactionModel, Verdict>>;
  /** The strongest model that holds; undefined when none is known to. */
  readonly strongest: TransactionModel | undefined;
}
