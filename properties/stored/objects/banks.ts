import { type BankCall, bank } from "../../linearizability/models/bank.ts";
import { callInWords } from "../call-in-words.ts";
import { type Datum, datumText, isMap } from "../datum.ts";
import { FormatError } from "../format-error.ts";
import { type Contradiction, type ObjectHistory, objectHistory } from "../object-history.ts";
import type { StoredCall } from "../stored-call.ts";
import { numberOf } from "./multi-registers.ts";
import { unknownTo } from "./registers.ts";

/**
 * A bank whose accounts are read together and between which money is transferred. What was in them
 * at first is what the first read says, if nothing had been moved by then; else nobody knows.
 *
 * @throws FormatError for anything else
 */
export function bankOf(stored: readonly StoredCall[]): ObjectHistory<BankCall> {
  const numbers = new Map<string, number>();
  for (const call of stored) nameAccounts(call, numbers);
  const calls = new Map(stored.map((call) => [call, callOf(call, numbers)]));
  return {
    ...objectHistory(bank(initialOf(stored, calls)), stored, (call) => calls.get(call)),
    contradiction: contradictionOf(stored, calls),
  };
}

function nameAccounts({ f, asked, answer }: StoredCall, numbers: Map<string, number>): void {
  if (f === "read" && isMap(answer)) {
    for (const account of answer.keys()) numberOf(numbers, datumText(account));
  }
  if (f !== "transfer" || !isMap(asked)) return;
  for (const end of ["from", "to"]) numberOf(numbers, datumText(asked.get(end) ?? null));
}

function callOf(call: StoredCall, numbers: ReadonlyMap<string, number>): BankCall | undefined {
  const { f, asked, answer, outcome, line, lastLine } = call;
  if (f === "transfer") return outcome === "fail" ? undefined : transferOf(asked, line, numbers);
  if (f !== "read") throw unknownTo("bank", call, "transfer or read");
  if (outcome !== "ok" || answer === null) return undefined;
  if (!isMap(answer)) throw wrong(lastLine, answer, "a map of accounts and balances");
  const balances = Array.from(numbers, () => 0);
  for (const [account, balance] of answer) {
    balances[numbers.get(datumText(account))!] = numberIn(balance, lastLine);
  }
  return { kind: "read", balances };
}

function transferOf(asked: Datum, line: number, numbers: ReadonlyMap<string, number>): BankCall {
  if (!isMap(asked) || !["from", "to", "amount"].every((name) => asked.has(name))) {
    throw wrong(line, asked, "{:from A :to B :amount N}");
  }
  const [from, to] = ["from", "to"].map((end) => numbers.get(datumText(asked.get(end)!))!);
  const amount = numberIn(asked.get("amount")!, line);
  return { kind: "transfer", from: from!, to: to!, amount };
}

function numberIn(datum: Datum, line: number): number {
  if (typeof datum === "number") return datum;
  throw wrong(line, datum, "a number");
}

const wrong = (line: number, datum: Datum, expected: string): FormatError =>
  new FormatError(line, `found ${datumText(datum)}, expected ${expected}`);

type Calls = ReadonlyMap<StoredCall, BankCall | undefined>;

function initialOf(stored: readonly StoredCall[], calls: Calls): readonly number[] | undefined {
  const reads = stored.filter((call) => calls.get(call)?.kind === "read");
  const first = reads.reduce<StoredCall | undefined>(
    (best, call) => (best === undefined || call.returned < best.returned ? call : best),
    undefined,
  );
  const read = first && calls.get(first);
  if (first === undefined || read?.kind !== "read") return undefined;
  const isMoved = stored.some(
    (call) => calls.get(call)?.kind === "transfer" && call.invoked < first.returned,
  );
  return isMoved ? undefined : read.balances;
}

/** Transfers keep the sum, so every two reads have the same. */
function contradictionOf(stored: readonly StoredCall[], calls: Calls): Contradiction | undefined {
  let first: { readonly call: StoredCall; readonly total: number } | undefined;
  for (const call of stored) {
    const read = calls.get(call);
    if (read?.kind !== "read") continue;
    const total = read.balances.reduce((sum, balance) => sum + balance, 0);
    first ??= { call, total };
    if (total === first.total) continue;
    const because = `the balances come to ${first.total} in one read and to ${total} in another`;
    return { because, operations: [callInWords(first.call), callInWords(call)] };
  }
  return undefined;
}
