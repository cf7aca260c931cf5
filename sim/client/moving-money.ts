/**
 * A transfer by single requests: a debit, then a credit. Checked, each is put only if the account is
 * still as it was read, under the transfer's number, which stays in the account for a while: whoever
 * does not know whether his write came through finds it there, and does not write again. Unchecked,
 * each is put whatever came between.
 */

import type { Value } from "../parts/condition.ts";
import type { Call, GetCall } from "./call.ts";
import type { ItemKey } from "./item-key.ts";
import type { RequestId } from "./operation.ts";

/** Where a transfer is. */
export interface Move {
  readonly from: ItemKey;
  readonly to: ItemKey;
  readonly amount: number;
  readonly checked: boolean;
  /** Size of an account. */
  readonly bytes: number;
  readonly side: "debit" | "credit";
  /** The transfer's number; undefined until its first request has one. */
  readonly mark: string | undefined;
}

/** Transfers whose numbers an account keeps, the newest first: more than come while one is in doubt. */
const kept = 100;

/** "97 t12 t8": what an account holds, and which transfers came last. */
export function accountOf(value: Value | undefined): {
  readonly balance: number;
  readonly marks: readonly string[];
} {
  const [balance = "0", ...marks] = String(value ?? 0).split(" ");
  return { balance: Number(balance), marks };
}

export function readAccount(move: Move): GetCall {
  const item = move.side === "debit" ? move.from : move.to;
  return { kind: "get", ...item, consistency: "strong", bytes: item.key.length, move };
}

/** What comes after an answer; undefined: the transfer is over. */
export function nextOfMove(
  call: Call,
  value: Value | undefined,
  first: RequestId | undefined,
): Call | undefined {
  if (call.kind === "get" && call.move !== undefined) {
    return afterReading({ ...call.move, mark: call.move.mark ?? `t${first}` }, value);
  }
  if (call.kind === "put" && call.move !== undefined) return otherSide(call.move);
  return undefined;
}

function afterReading(move: Move, value: Value | undefined): Call | undefined {
  const { side, amount, checked, mark = "", bytes } = move;
  const { balance, marks } = accountOf(value);
  if (checked && marks.includes(mark)) return otherSide(move);
  const after = balance + (side === "debit" ? -amount : amount);
  if (value === undefined || (side === "debit" && after < 0)) return undefined;
  const item = side === "debit" ? move.from : move.to;
  const put = { kind: "put", ...item, bytes, move } as const;
  if (!checked) return { ...put, value: after, condition: undefined };
  const text = [after, mark, ...marks.slice(0, kept - 1)].join(" ");
  return { ...put, value: text, condition: { kind: "equals", value } };
}

const otherSide = (move: Move): Call | undefined =>
  move.side === "credit" ? undefined : readAccount({ ...move, side: "credit" });

/** A checked transfer that was refused, or not answered, looks again; undefined: it is no such. */
export function lookAgain(call: Call): Call | undefined {
  const move = call.kind === "get" || call.kind === "put" ? call.move : undefined;
  return move?.checked === true ? readAccount(move) : undefined;
}
