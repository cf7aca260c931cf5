import type { Anomalies } from "./anomalies.ts";
import type { RegisterOperation, Transaction, TransactionModel } from "./transaction-history.ts";
import { severalWrites, type ValueIndex } from "./value-index.ts";
import { nameIn, told } from "./words.ts";

/** Reads of what others wrote, by transaction, in the order of reading. */
export interface RegisterReads {
  /** By transaction, and one more: its first row. */
  readonly start: Int32Array;
  readonly key: Int32Array;
  /** The writer: a transaction, or the number after the last for the initial values. */
  readonly from: Int32Array;
  /** Whether some read could have been of several writes, and was left out. */
  readonly isAmbiguous: boolean;
}

export interface RegisterOptions {
  /**
   * What a read means of a value that no transaction of the history wrote. `allowed`, the default
   * and as in Elle: nothing, it may come from elsewhere; `violation`: that it is out of thin air.
   */
  readonly unwritten?: "allowed" | "violation";
}

/** Finds the writers, and adds what is wrong with single reads (Biswas and Enea 2019, section 2). */
export function registerReadsOf(
  transactions: readonly Transaction<RegisterOperation>[],
  values: ValueIndex,
  options: RegisterOptions,
  anomalies: Anomalies,
): RegisterReads {
  const resolution = new Resolution(transactions, values, options, anomalies);
  const start = new Int32Array(transactions.length + 1);
  transactions.forEach(({ status, operations }, transaction) => {
    if (status === "ok") resolution.resolve(transaction, operations);
    start[transaction + 1] = resolution.key.length;
  });
  return {
    start,
    key: Int32Array.from(resolution.key),
    from: Int32Array.from(resolution.from),
    isAmbiguous: resolution.isAmbiguous,
  };
}

class Resolution {
  readonly key: number[] = [];
  readonly from: number[] = [];
  isAmbiguous = false;
  private readonly transactions: readonly Transaction<RegisterOperation>[];
  private readonly values: ValueIndex;
  private readonly forbidsUnwritten: boolean;
  private readonly anomalies: Anomalies;
  /** By key: the last operation that wrote it, and the last row that read it from another. */
  private readonly lastWrite: Int32Array;
  private readonly lastRow: Int32Array;

  constructor(
    transactions: readonly Transaction<RegisterOperation>[],
    values: ValueIndex,
    { unwritten }: RegisterOptions,
    anomalies: Anomalies,
  ) {
    this.transactions = transactions;
    this.values = values;
    this.forbidsUnwritten = unwritten === "violation";
    this.anomalies = anomalies;
    this.lastWrite = new Int32Array(values.keys.length).fill(-1);
    this.lastRow = new Int32Array(values.keys.length).fill(-1);
  }

  resolve(transaction: number, operations: readonly RegisterOperation[]): void {
    const first = this.values.start[transaction]!;
    const firstRow = this.key.length;
    for (let place = 0; place < operations.length; place += 1) {
      const operation = operations[place]!;
      const key = this.values.keyOf[first + place]!;
      if (operation.kind === "write") this.lastWrite[key] = first + place;
      else if (operation.value === undefined) continue;
      else if (this.lastWrite[key]! >= first) {
        const own = operations[this.lastWrite[key]! - first]!;
        if (own.value !== operation.value) this.addInternal(transaction, own, operation);
      } else {
        const from = this.writerOf(transaction, key, operation);
        if (from !== undefined) this.addRow(transaction, key, from, firstRow, operation);
      }
    }
  }

  private addRow(
    transaction: number,
    key: number,
    from: number,
    firstRow: number,
    operation: RegisterOperation,
  ): void {
    const row = this.lastRow[key]!;
    if (row >= firstRow) {
      if (this.from[row] === from) return;
      const what = `${this.nameOf(transaction)} ${told(operation)}, after it had read another value`;
      this.anomalies.addDirect("internal", "read-atomic", [transaction], `${what}.`);
    }
    this.lastRow[key] = this.key.length;
    this.key.push(key);
    this.from.push(from);
  }

  /** Undefined where it is unknown, or the transaction itself. */
  private writerOf(reader: number, key: number, read: RegisterOperation): number | undefined {
    const write = this.values.writes[key]!.get(read.value!);
    if (read.value === null && write === undefined) return this.transactions.length;
    if (write === severalWrites) {
      this.isAmbiguous = true;
      return undefined;
    }
    if (write === undefined) {
      const rulesOut = this.forbidsUnwritten ? "read-committed" : undefined;
      return this.add("unwritten-read", rulesOut, reader, read, "and nobody wrote that");
    }
    const writer = this.values.transactionOf[write]!;
    if (writer === reader) {
      const what = "before it wrote that itself";
      return this.add("internal", "read-committed", reader, read, what);
    }
    if (this.transactions[writer]!.status === "fail") {
      const what = `and ${this.nameOf(writer)}, which wrote that, failed`;
      return this.add("G1a", "read-committed", reader, read, what, writer);
    }
    if (this.values.isIntermediate[write] === 1) {
      const what = `and ${this.nameOf(writer)}, which wrote that, then wrote over it`;
      this.add("G1b", "read-committed", reader, read, what, writer);
    }
    return writer;
  }

  private addInternal(reader: number, own: RegisterOperation, read: RegisterOperation): void {
    this.add("internal", "read-committed", reader, read, `after it ${told(own)}`);
  }

  private add(
    name: "internal" | "unwritten-read" | "G1a" | "G1b",
    rulesOut: TransactionModel | undefined,
    reader: number,
    read: RegisterOperation,
    what: string,
    ...others: number[]
  ): undefined {
    const proof = `${this.nameOf(reader)} ${told(read)}, ${what}.`;
    this.anomalies.addDirect(name, rulesOut, [reader, ...others], proof);
  }

  private nameOf(transaction: number): string {
    return nameIn(this.transactions)(transaction);
  }
}
