import type { History, Operation } from "../../sim/client/history.ts";
import { accountOf } from "../../sim/client/moving-money.ts";
import type { Finding, HistoryProperty } from "../property.ts";
import { openingOf } from "./sums-are-constant.ts";

/** What an account should hold: so much, and of what is in doubt any part. */
interface Account {
  readonly key: string;
  sure: number;
  most: number;
  least: number;
  found: number | undefined;
}

/**
 * A customer means one transfer, however often it is sent. Those that were acknowledged moved their
 * money once; those of which nobody knows, once or not at all; the others not at all. Judged by what
 * an audit finds when all is over.
 */
export const moneyMovesOnce: HistoryProperty = {
  kind: "history",
  name: "money-moves-once",
  statement: "Every account holds what acknowledged transfers, each counted once, have left in it.",
  source: "claim U3",

  judge(history): Finding {
    const opening = openingOf(history);
    const transfers = transfersOf(history);
    const accounts = accountsOf(history, transfers, opening ?? 0).filter(
      ({ found }) => found !== undefined,
    );
    if (opening === undefined || accounts.length === 0 || transfers.length === 0) {
      return { verdict: "unknown", checked: 0, reason: "no account with transfers was audited" };
    }
    const done = transfers.filter(({ isDone }) => isDone).length;
    const seen = `${done} acknowledged transfers, ${transfers.length - done} in doubt`;
    for (const { key, sure, least, most, found = 0 } of accounts) {
      if (found >= sure + least && found <= sure + most) continue;
      const reason = `${key} holds ${found}, expected ${sure + least} to ${sure + most} (${seen})`;
      return { verdict: "broken", checked: transfers.length, reason };
    }
    return {
      verdict: "holds",
      checked: transfers.length,
      reason: `${accounts.length} accounts are as ${seen} leave them`,
    };
  },
};

interface Transfer {
  readonly isDone: boolean;
  readonly changes: readonly { readonly key: string; readonly amount: number }[];
}

/** By the number of their first attempt; those that certainly came to nothing are left out. */
function transfersOf({ operations }: History): readonly Transfer[] {
  const byFirst = new Map<string, Operation[]>();
  for (const operation of operations) {
    const first = nameOf(operation);
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), operation]);
  }
  return [...byFirst.values()].flatMap((attempts) => {
    const isDone = attempts.some(({ outcome }) => outcome === "ok");
    const isOpen = attempts.some(({ outcome }) => outcome === "info") && !isSettled(attempts);
    return isDone || isOpen ? [{ isDone, changes: changesOf(attempts[0]!) }] : [];
  });
}

/**
 * What a customer means as one: all attempts at a transaction; of a transfer by single requests all
 * puts to one account under its number.
 */
function nameOf({ kind, key, retryOf, request, argument, condition }: Operation) {
  if (kind === "transact-write") return `r${retryOf ?? request}`;
  if (kind !== "put" || condition?.kind !== "equals") return undefined;
  return `${key} ${accountOf(argument).marks[0]}`;
}

function changesOf({ parts, key, argument, condition }: Operation): Transfer["changes"] {
  if (parts !== undefined) {
    return parts.map((part) => ({ key: part.key, amount: Number(part.argument) }));
  }
  const before = condition?.kind === "equals" ? accountOf(condition.value).balance : 0;
  return [{ key, amount: accountOf(argument).balance - before }];
}

/** With a token, what one attempt is told of the transaction is true of all. */
const isSettled = (attempts: readonly Operation[]): boolean =>
  attempts.some(({ token, error }) => token !== undefined && error === "transaction-canceled");

function accountsOf(
  { operations }: History,
  transfers: readonly Transfer[],
  opening: number,
): readonly Account[] {
  const accounts = new Map<string, Account>();
  for (const { kind, key, phase, outcome, result } of operations) {
    if (kind !== "get" || phase !== "audit" || outcome !== "ok" || accounts.has(key)) continue;
    const found = result === undefined ? undefined : accountOf(result).balance;
    accounts.set(key, { key, sure: opening, most: 0, least: 0, found });
  }
  for (const { isDone, changes } of transfers) {
    for (const { key, amount } of changes) {
      const account = accounts.get(key);
      if (account === undefined) continue;
      if (isDone) account.sure += amount;
      else if (amount > 0) account.most += amount;
      else account.least += amount;
    }
  }
  return [...accounts.values()];
}
