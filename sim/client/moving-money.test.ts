import test from "ava";
import { accountOf, lookAgain, type Move, nextOfMove, readAccount } from "./moving-money.ts";
import type { RequestId } from "./operation.ts";

const move: Move = {
  from: { table: "bank", key: "account-0" },
  to: { table: "bank", key: "account-1" },
  amount: 5,
  checked: true,
  bytes: 100,
  side: "debit",
  mark: undefined,
};
const first = 7 as RequestId;

test("a debit is put only if the account is as it was read, under the transfer's number", (t) => {
  t.like(nextOfMove(readAccount(move), "20 t3", first), {
    kind: "put",
    key: "account-0",
    value: "15 t7 t3",
    condition: { kind: "equals", value: "20 t3" },
  });
});

test("the credit begins when the debit is done", (t) => {
  const debit = nextOfMove(readAccount(move), 20, first)!;
  const read = nextOfMove(debit, "15 t7", undefined);
  t.like(read, { kind: "get", key: "account-1" });
  t.like(nextOfMove(read!, 20, 9 as RequestId), { value: "25 t7", key: "account-1" });
});

test("a transfer that finds its number in the account does not write again", (t) => {
  const again = readAccount({ ...move, mark: "t7" });
  t.like(nextOfMove(again, "15 t9 t7", 8 as RequestId), { kind: "get", key: "account-1" });
});

test("there must be enough for a debit", (t) => {
  t.is(nextOfMove(readAccount(move), 4, first), undefined);
});

test("a refused put looks again, if it was checked", (t) => {
  const debit = nextOfMove(readAccount(move), 20, first)!;
  t.like(lookAgain(debit), { kind: "get", key: "account-0" });
  const unchecked = nextOfMove(readAccount({ ...move, checked: false }), 20, first)!;
  t.like(unchecked, { value: 15, condition: undefined });
  t.is(lookAgain(unchecked), undefined);
});

test("an account is a number, with or without the transfers that came last", (t) => {
  t.deepEqual(accountOf("97 t12 t8"), { balance: 97, marks: ["t12", "t8"] });
  t.deepEqual(accountOf(100), { balance: 100, marks: [] });
});
