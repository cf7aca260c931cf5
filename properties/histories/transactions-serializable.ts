import {
  type History,
  isWrite,
  type Operation,
  type PartOperation,
} from "../../sim/client/history.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";
import { checkKnownVersions } from "../transactions/known-versions.ts";
import type { RegisterOperation, Transaction } from "../transactions/transaction-history.ts";
import { requestsOf } from "./singly.ts";

type One = Transaction<RegisterOperation>;
type Touch = Pick<Operation, "kind" | "key" | "argument" | "result" | "version">;

/**
 * Transactions together with single requests, each of those a transaction of its own. The position
 * of a write in its partition's log is the version that it makes, so that nothing has to be guessed;
 * where an answer does not tell it (nobody answered, or another coordinator finished), it is found by
 * the value, if that is the only one. Eventual reads, queries and scans promise nothing of the kind,
 * and what is read of a key that is also deleted is not looked at: where no item is, there is no
 * version. Real time is not asked for: the protocol does not promise it.
 */
export const transactionsSerializable: HistoryProperty = {
  kind: "history",
  name: "transactions-serializable",
  statement: "Transactions and single requests are as if they had run one after the other.",
  source: "ATC '23, §3.1, §3.2 (serializable with every single operation); claim T1",

  judge(history) {
    const transactions = transactionsOf(history);
    const checked = transactions.filter(({ operations }) => operations.length > 1).length;
    if (checked === 0) {
      return { verdict: "unknown", checked, reason: "no transaction of several items to judge" };
    }
    const { models, anomalies } = checkKnownVersions({ transactions });
    const verdict = models.serializable;
    const worst = anomalies.find(({ rulesOut }) => rulesOut !== undefined);
    if (verdict !== "broken" || worst === undefined) {
      const reason = `${checked} transactions and ${transactions.length - checked} single requests`;
      return { verdict: verdict === "broken" ? "unknown" : verdict, checked, reason };
    }
    const first = transactions[worst.transactions[0] ?? 0];
    return {
      verdict,
      checked,
      reason: `${worst.name}${worst.called === undefined ? "" : ` (${worst.called})`}: ${worst.proof}`,
      ...(first === undefined || !Number.isFinite(first.completed)
        ? {}
        : { at: first.completed as SimTime }),
      operations: worst.transactions.map((index) => Number(transactions[index]?.name?.slice(1))),
    };
  },
};

function transactionsOf({ operations }: History): readonly One[] {
  const deleted = deletedKeys(operations);
  return requestsOf(operations).flatMap((operation) => {
    const { request, process, invoked, completed, outcome } = operation;
    const touches = (operation.parts ?? [operation]).flatMap((part) =>
      touchOf(operation, part, deleted),
    );
    if (touches.length === 0) return [];
    const end = outcome === "ok" ? completed : undefined;
    return [
      {
        name: `r${request}`,
        process,
        invoked,
        completed: end ?? Number.POSITIVE_INFINITY,
        status: outcome,
        operations: touches,
      },
    ];
  });
}

function deletedKeys(operations: readonly Operation[]): ReadonlySet<string> {
  const keys = operations.flatMap((operation) =>
    (operation.parts ?? [operation]).filter(({ kind }) => kind === "delete").map(({ key }) => key),
  );
  return new Set(keys);
}

function touchOf(
  { outcome, consistency, parts }: Operation,
  part: Touch | PartOperation,
  deleted: ReadonlySet<string>,
): RegisterOperation[] {
  const { kind, key, argument, result, version } = part;
  const isOk = outcome === "ok";
  if (kind === "get") {
    const isStrong = parts !== undefined || consistency === "strong";
    if (!isOk || !isStrong || (result === undefined && deleted.has(key))) return [];
    return [{ kind: "read", key, value: result ?? null, version }];
  }
  if (!isWrite({ kind: kind as Operation["kind"] })) return [];
  const value = kind === "put" ? argument : result;
  if (outcome === "fail" || value === undefined) return [];
  return [{ kind: "write", key, value, ...(isOk && version > 0 ? { version } : {}) }];
}
