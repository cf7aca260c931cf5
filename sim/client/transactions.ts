/** What a workload's transactions are about: which items, and what becomes of them. */

import { assertNever } from "../kernel/assert.ts";
import { type LocalTime, seconds } from "../kernel/time.ts";
import type { Call, TransactCall } from "./call.ts";
import { chooseItem } from "./choose-item.ts";
import { type ItemKey, itemKeyOf, itemName } from "./item-key.ts";
import { drawBelow, type KeyChoice, type KeyState } from "./keys.ts";
import { readAccount } from "./moving-money.ts";
import type { TransactAction } from "./operation.ts";
import type { DrawnWorkload } from "./workload.ts";

export interface TransactionChoice {
  /** Items of one transaction. */
  readonly items: number;
  /** So many of them are drawn as those of single requests are, the rest from `others`. Default: all. */
  readonly hot?: number;
  readonly others?: KeyChoice;
  /**
   * "put": the same number in every item. "update": 1 more in each. "move": an amount from the first
   * account to the second, `items` being the accounts that a read transaction looks at. The kind
   * "move" does the same by single requests.
   */
  readonly writes?: "put" | "update" | Moves;
  /** Whether attempts of one request share a token. Default true. */
  readonly token?: boolean;
}

/** Accounts "account-0", "account-1" ..., which the clients open before anything else. */
export interface Moves {
  readonly accounts: number;
  /** What each begins with. */
  readonly opening: number;
  readonly amount: number;
  /** Whether there must be enough, and somebody to receive it, by conditions. Default true. */
  readonly checked?: boolean;
}

type Kind = "transactWrite" | "transactGet" | "move";

type Transacting = Pick<
  DrawnWorkload,
  "keys" | "sort" | "table" | "valueBytes" | "keyBytes" | "transactions"
>;

const single: TransactionChoice = { items: 1 };

export const movesOf = (workload: Pick<DrawnWorkload, "transactions">): Moves | undefined => {
  const writes = workload.transactions?.writes;
  return typeof writes === "object" ? writes : undefined;
};

/** As `nextCall`, for the two kinds of transactions. */
export function nextTransaction(
  workload: Transacting,
  keys: KeyState,
  kind: Kind,
  u32: () => number,
  at: LocalTime,
): Call {
  const moves = movesOf(workload);
  if (moves !== undefined) return nextMove(workload, moves, keys, kind, u32, at);
  if (kind === "move") throw new RangeError("expected accounts to move money between, got none");
  const items = itemsOf(workload, keys, u32, at);
  if (kind === "transactGet") return readOf(items);
  const { writes, token = true } = workload.transactions ?? single;
  const actions = items.map((item): Actions[number] => {
    const bytes = (workload.keyBytes ?? item.key.length) + workload.valueBytes;
    const plain = { ...item, condition: undefined, bytes };
    return writes === "update" ? { kind: "update", add: 1, ...plain } : { kind: "put", ...plain };
  });
  return writeOf(actions, token);
}

type Actions = Extract<TransactCall, { kind: "transact-write" }>["actions"];

const bytesOf = (action: Actions[number]): number => ("bytes" in action ? action.bytes : 0);

const writeOf = (actions: Actions, token: boolean): TransactCall => ({
  kind: "transact-write",
  key: "",
  actions,
  token,
  bytes: actions.reduce((sum, action) => sum + bytesOf(action), 0),
});

const readOf = (items: readonly ItemKey[]): TransactCall => ({
  kind: "transact-get",
  key: "",
  items,
  bytes: items.reduce((sum, { key }) => sum + key.length, 0),
});

/** Different items: one drawn twice is drawn again. */
function itemsOf(
  workload: Transacting,
  keys: KeyState,
  u32: () => number,
  at: LocalTime,
): readonly ItemKey[] {
  const { items, hot = items, others, writes } = workload.transactions ?? single;
  const counter = writes === "update";
  const found = new Map<string, ItemKey>();
  const most = 20 * items;
  for (let drawn = 0; found.size < items && drawn < most; drawn += 1) {
    const from =
      found.size < hot || others === undefined ? workload : { ...workload, keys: others };
    const purpose = { inserts: false, counter, kind: "put" } as const;
    const { item } = chooseItem(from, keys, purpose, u32, at);
    found.set(itemName(item), item);
  }
  return [...found.values()];
}

const accountOf = (table: string | undefined, number: number): ItemKey =>
  itemKeyOf({ key: `account-${number}`, table });

/** All accounts, in their order. */
export const accountsOf = (
  { table }: Pick<DrawnWorkload, "table">,
  { accounts }: Moves,
): readonly ItemKey[] => Array.from({ length: accounts }, (_, number) => accountOf(table, number));

/** The next account that is this client's to open; undefined: it has opened them. */
export function openAccount(
  workload: Pick<DrawnWorkload, "table" | "valueBytes">,
  { accounts, opening }: Moves,
  keys: KeyState,
): Call | undefined {
  if (keys.next >= accounts) return undefined;
  const item = accountOf(workload.table, keys.next);
  keys.next += keys.stride;
  const condition = { kind: "absent" } as const;
  return { kind: "put", ...item, value: opening, condition, bytes: workload.valueBytes };
}

function nextMove(
  workload: Transacting,
  moves: Moves,
  keys: KeyState,
  kind: Kind,
  u32: () => number,
  at: LocalTime,
): Call {
  const opening = openAccount(workload, moves, keys);
  if (opening !== undefined) return opening;
  const { items, token = true } = workload.transactions ?? single;
  switch (kind) {
    case "transactGet":
      return readOf(accountsOf(workload, moves).slice(0, items));
    case "transactWrite":
      return writeOf(moveActions(workload, moves, u32), token);
    case "move":
      return moveCall(workload, moves, u32, at);
    default:
      return assertNever(kind);
  }
}

/** All clients have opened their accounts by then: there must be somebody to receive a credit. */
const opened = seconds(3);

function moveCall(
  { table, valueBytes: bytes }: Transacting,
  { accounts, amount, checked = true }: Moves,
  u32: () => number,
  at: LocalTime,
): Call {
  const { from, to } = drawAccounts(table, accounts, u32);
  const move = { from, to, amount, checked, bytes, side: "debit", mark: undefined } as const;
  const read = readAccount(move);
  const { move: _none, ...plain } = read;
  return at < opened ? plain : read;
}

/** Two of them, different ones. */
function drawAccounts(
  table: string | undefined,
  accounts: number,
  u32: () => number,
): { readonly from: ItemKey; readonly to: ItemKey } {
  const from = drawBelow(accounts, u32);
  const to = (from + 1 + drawBelow(accounts - 1, u32)) % accounts;
  return { from: accountOf(table, from), to: accountOf(table, to) };
}

function moveActions(
  { table, valueBytes: bytes }: Transacting,
  { accounts, amount, checked = true }: Moves,
  u32: () => number,
): readonly TransactAction[] {
  const { from, to } = drawAccounts(table, accounts, u32);
  const enough = checked ? ({ kind: "at-least", value: amount } as const) : undefined;
  const there = checked ? ({ kind: "exists" } as const) : undefined;
  return [
    { kind: "update", ...from, add: -amount, bytes, condition: enough },
    { kind: "update", ...to, add: amount, bytes, condition: there },
  ];
}
