import type {
  Key,
  ListHistory,
  ListOperation,
  RegisterHistory,
  RegisterOperation,
  Transaction,
  Written,
} from "../transactions/transaction-history.ts";
import { type Datum, datumText, isList } from "./datum.ts";
import { FormatError } from "./format-error.ts";
import type { StoredCall } from "./stored-call.ts";

/** `[[:append k v] [:r k [v1 v2]]]`: a read of nil has seen nothing yet. */
export const listHistoryOf = (stored: readonly StoredCall[]): ListHistory => ({
  transactions: stored.map((call, place) =>
    transactionOf(call, place, (name, key, value, isSeen): ListOperation => {
      if (isAppend(name)) return { kind: "append", key, value: writtenIn(value) };
      if (!isRead(name)) throw noOperation(call, name, "append and r");
      if (!isSeen) return { kind: "read", key, value: undefined };
      if (value !== null && !isList(value)) throw noList(call, value);
      return { kind: "read", key, value: (value ?? []).map(writtenIn) };
    }),
  ),
});

/**
 * `[[:w k v] [:r k v]]`: a read of nil has seen no write. A value that nobody in the file has written
 * says nothing, as Elle sees it; of a key that nobody in the file writes at all, each value is taken
 * for the work of somebody who does not appear in it.
 */
export function registerHistoryOf(stored: readonly StoredCall[]): RegisterHistory {
  const transactions = stored.map((call, place) =>
    transactionOf(call, place, (name, key, value, isSeen): RegisterOperation => {
      if (isWrite(name)) return { kind: "write", key, value: writtenIn(value) };
      if (!isRead(name)) throw noOperation(call, name, "w and r");
      const seen = value === null ? null : writtenIn(value);
      return { kind: "read", key, value: isSeen ? seen : undefined };
    }),
  );
  return withUnseenWriters(transactions);
}

const isAppend = (name: Datum): boolean => name === "append";
const isWrite = (name: Datum): boolean => name === "w" || name === "write";
const isRead = (name: Datum): boolean => name === "r" || name === "read";

/** Whether the call is a transaction with an operation of this name. */
export const hasOperation = ({ asked }: StoredCall, names: readonly string[]): boolean =>
  isList(asked) && asked.some((each) => isList(each) && names.includes(String(each[0])));

function transactionOf<Operation>(
  call: StoredCall,
  place: number,
  operationOf: (name: Datum, key: Key, value: Datum, isSeen: boolean) => Operation,
): Transaction<Operation> {
  const { process, asked, answer, outcome, invoked, returned, line } = call;
  const value = outcome === "ok" ? answer : asked;
  if (!isList(value)) throw noTransaction(call, value);
  return {
    name: `line ${line}`,
    process: process ?? `#${place + 1}`,
    invoked,
    completed: returned,
    status: outcome,
    operations: value.map((each) => {
      if (!isList(each) || each.length < 2) throw noTransaction(call, each);
      const [name, key, seen = null] = each as [Datum, Datum, Datum?];
      return operationOf(name, keyIn(key), seen, outcome === "ok");
    }),
  };
}

const keyIn = (datum: Datum): Key =>
  typeof datum === "number" || typeof datum === "string" ? datum : datumText(datum);

const writtenIn = (datum: Datum): Written => keyIn(datum);

function withUnseenWriters(
  transactions: readonly Transaction<RegisterOperation>[],
): RegisterHistory {
  const written = new Set<Key>();
  for (const { operations } of transactions) {
    for (const { kind, key } of operations) if (kind === "write") written.add(key);
  }
  const unseen = new Map<string, Transaction<RegisterOperation>>();
  for (const { operations } of transactions) {
    for (const { kind, key, value } of operations) {
      if (kind === "write" || value === null || value === undefined || written.has(key)) continue;
      unseen.set(datumText([key, value]), writerOf(key, value));
    }
  }
  return { transactions: [...unseen.values(), ...transactions] };
}

/** Not heard of before or after: its time is open at both ends. */
const writerOf = (key: Key, value: Written): Transaction<RegisterOperation> => ({
  name: `whoever wrote ${key} = ${value}`,
  process: `whoever wrote ${datumText(key)} = ${datumText(value)}`,
  invoked: -1,
  completed: Number.POSITIVE_INFINITY,
  status: "ok",
  operations: [{ kind: "write", key, value }],
});

const noTransaction = ({ line }: StoredCall, datum: Datum): FormatError =>
  new FormatError(line, `found ${datumText(datum)}, expected a list of [OPERATION KEY VALUE]`);

const noOperation = ({ line }: StoredCall, name: Datum, known: string): FormatError =>
  new FormatError(line, `a transaction has the operation ${datumText(name)}, expected ${known}`);

const noList = ({ line }: StoredCall, datum: Datum): FormatError =>
  new FormatError(line, `a list was read as ${datumText(datum)}, expected [VALUE VALUE] or nil`);
