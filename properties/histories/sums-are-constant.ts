import type { History, Operation, PartOperation } from "../../sim/client/history.ts";
import { accountOf } from "../../sim/client/moving-money.ts";
import { toSeconds } from "../../sim/kernel/time.ts";
import type { Finding, HistoryProperty } from "../property.ts";

/** Balances that were seen at one instant, or after everything had come to rest. */
interface Sight {
  readonly operation: Operation;
  readonly balances: readonly (number | undefined)[];
}

/**
 * Money moves between accounts "account-0" ..., each of which was opened with the same balance. A
 * read transaction that sees all of them, and the audit after everything has healed, must find as
 * much as was paid in. Reads of some of the accounts say nothing.
 */
export const sumsAreConstant: HistoryProperty = {
  kind: "history",
  name: "sums-are-constant",
  statement: "Whoever looks at all accounts at once finds as much money as was paid in.",
  source: "claims T1, U3; bank test of Jepsen",

  judge(history): Finding {
    const opening = openingOf(history);
    const accounts = accountsIn(history);
    if (opening === undefined) {
      return { verdict: "unknown", checked: 0, reason: "no account was opened" };
    }
    const sights = [...snapshots(history, accounts), ...auditOf(history, accounts)];
    if (sights.length === 0) {
      return { verdict: "unknown", checked: 0, reason: "nobody looked at all accounts" };
    }
    for (const { operation, balances } of sights) {
      const there = balances.filter((balance) => balance !== undefined);
      const sum = there.reduce((total, balance) => total + balance, 0);
      if (sum === there.length * opening) continue;
      const at = operation.completed ?? operation.invoked;
      return {
        verdict: "broken",
        checked: sights.length,
        reason: `${there.length} accounts hold ${sum} at ${toSeconds(at)} s, and ${there.length * opening} was paid in`,
        at,
        operations: [operation.request],
      };
    }
    return {
      verdict: "holds",
      checked: sights.length,
      reason: `${sights.length} looks at ${accounts} accounts, ${opening} paid into each`,
    };
  },
};

const numberOf = (key: string): number | undefined => {
  const digits = /(?:^|\/)account-(\d+)$/.exec(key)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** What every account is opened with: the value of the puts to them that ask for no account. */
export function openingOf({ operations }: History): number | undefined {
  const put = operations.find(
    ({ kind, key, condition }) =>
      kind === "put" && condition?.kind === "absent" && numberOf(key) !== undefined,
  );
  return put === undefined ? undefined : Number(put.argument);
}

/** How many accounts were ever written or read. */
function accountsIn({ operations }: History): number {
  const keys = new Set<string>();
  for (const { key, parts = [] } of operations) {
    for (const each of [key, ...parts.map((part) => part.key)]) {
      if (numberOf(each) !== undefined) keys.add(each);
    }
  }
  return keys.size;
}

const balanceOf = ({ result }: Pick<PartOperation, "result">): number | undefined =>
  result === undefined ? undefined : accountOf(result).balance;

function snapshots({ operations }: History, accounts: number): readonly Sight[] {
  return operations.flatMap((operation) => {
    const { kind, outcome, parts = [] } = operation;
    const isWhole = kind === "transact-get" && outcome === "ok" && parts.length === accounts;
    return isWhole ? [{ operation, balances: parts.map(balanceOf) }] : [];
  });
}

/** The first answered audit read of each account, together. */
function auditOf({ operations }: History, accounts: number): readonly Sight[] {
  const found = new Map<string, Operation>();
  for (const operation of operations) {
    const { phase, kind, key, outcome } = operation;
    const isAudit = phase === "audit" && kind === "get" && outcome === "ok";
    if (isAudit && numberOf(key) !== undefined && !found.has(key)) found.set(key, operation);
  }
  const reads = [...found.values()];
  const last = reads[reads.length - 1];
  if (last === undefined || reads.length < accounts) return [];
  return [{ operation: last, balances: reads.map(balanceOf) }];
}
