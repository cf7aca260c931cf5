/** Reads the histories that come with the checkers AWDIT and Plume, which carry no times. */

import type { RegisterHistory, RegisterOperation, Transaction } from "./transaction-history.ts";

const never = Number.POSITIVE_INFINITY;

/** `r KEY VALUE` or `w KEY VALUE` a line; `-----` ends a transaction and `=====` a session. */
export function readAwdit(text: string): RegisterHistory {
  const transactions = text
    .split("=====")
    .flatMap((session, process) =>
      session.split("-----").map((part) => transactionOf(process, part)),
    );
  return { transactions: transactions.filter(({ operations }) => operations.length > 0) };
}

function transactionOf(process: number, part: string): Transaction<RegisterOperation> {
  const operations = part
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words.length === 3)
    .map(([kind, key, value]) => operationOf(kind!, Number(key), Number(value)));
  return { process, invoked: 0, completed: never, status: "ok", operations };
}

/**
 * `r(key,value,session,transaction)` or `w(...)` a line; session order is that of the file, and
 * transaction -1 holds writes that were undone. A 0 that nobody wrote is the initial value.
 */
export function readPlume(text: string): RegisterHistory {
  const byName = new Map<string, { process: number; operations: RegisterOperation[] }>();
  const rows = [...text.matchAll(/([rw])\((\d+),(\d+),(\d+),(-?\d+)\)/g)];
  const writesZero = new Set(
    rows.filter(([, kind, , value]) => kind === "w" && value === "0").map(([, , key]) => key),
  );
  for (const [, kind, key, value, session, transaction] of rows) {
    const name = `${session}/${transaction}`;
    const entry = byName.get(name) ?? { process: Number(session), operations: [] };
    byName.set(name, entry);
    const operation = operationOf(kind!, Number(key), Number(value));
    const isInitial = kind === "r" && value === "0" && !writesZero.has(key);
    entry.operations.push(isInitial ? { ...operation, kind: "read", value: null } : operation);
  }
  const transactions = [...byName].map(
    ([name, entry]): Transaction<RegisterOperation> => ({
      ...entry,
      invoked: 0,
      completed: never,
      status: name.endsWith("/-1") ? "fail" : "ok",
    }),
  );
  return { transactions };
}

const operationOf = (kind: string, key: number, value: number): RegisterOperation => ({
  kind: kind === "r" ? "read" : "write",
  key,
  value,
});
