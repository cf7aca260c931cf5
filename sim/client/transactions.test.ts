import test from "ava";
import { type LocalTime, seconds } from "../kernel/time.ts";
import { poisson } from "./arrivals.ts";
import type { Call } from "./call.ts";
import { firstPlace } from "./choose-item.ts";
import { uniformKeys } from "./keys.ts";
import { nextCall } from "./next-call.ts";
import type { RequestId } from "./operation.ts";
import { requestOf } from "./request-of.ts";
import type { TransactionChoice } from "./transactions.ts";
import { openLoop } from "./workload.ts";

const workload = (mix: Parameters<typeof openLoop>[0]["mix"], transactions: TransactionChoice) =>
  openLoop({
    arrivals: poisson({ perSecond: 10 }),
    mix: mix ?? {},
    keys: uniformKeys({ keys: 4 }),
    valueBytes: 100,
    table: "t",
    transactions,
  });

/** The calls of one client of two. */
function calls(of: ReturnType<typeof workload>, count: number): readonly Call[] {
  let state = 1;
  const u32 = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  const keys = firstPlace(of, 0, 2);
  return Array.from({ length: count }, () =>
    nextCall(of, keys, u32, seconds(5) as number as LocalTime),
  );
}

const sentAs = (call: Call) => requestOf(call, 5 as RequestId, 3, undefined);

test("a transaction is about different items, so many of them hot", (t) => {
  const choice = { items: 3, hot: 1, others: uniformKeys({ keys: 1_000 }) };
  for (const call of calls(workload({ transactWrite: 1 }, choice), 50)) {
    const request = sentAs(call);
    if (request.kind !== "transact-write") return t.fail(request.kind);
    const keys = request.actions.map(({ key }) => key);
    t.is(new Set(keys).size, 3);
    t.true(["key-0", "key-1", "key-2", "key-3"].includes(keys[0] ?? ""));
  }
});

test("every item of a transaction is put the number of its first attempt, under one token", (t) => {
  const [call] = calls(workload({ transactWrite: 1 }, { items: 2 }), 1);
  t.like(sentAs(call!), {
    token: "t3",
    actions: [
      { kind: "put", value: 3, table: "t" },
      { kind: "put", value: 3, table: "t" },
    ],
  });
});

test("without a token every attempt is a transaction of its own", (t) => {
  const [call] = calls(workload({ transactWrite: 1 }, { items: 2, token: false }), 1);
  t.false("token" in sentAs(call!));
});

const moves = { accounts: 3, opening: 100, amount: 7 };

test("a client opens its accounts before it moves money", (t) => {
  const [first, second, third] = calls(
    workload({ transactWrite: 1 }, { items: 3, writes: moves }),
    3,
  );
  const opening = { kind: "put", value: 100, condition: { kind: "absent" } };
  t.like(first, { ...opening, key: "account-0" });
  t.like(second, { ...opening, key: "account-2" });
  t.is(third?.kind, "transact-write");
});

test("a transfer takes as much from one account as it gives to another, if there is enough", (t) => {
  const all = calls(workload({ transactWrite: 1 }, { items: 3, writes: moves }), 40).slice(2);
  for (const call of all) {
    const request = sentAs(call);
    if (request.kind !== "transact-write") return t.fail(request.kind);
    const [debit, credit] = request.actions;
    t.not(debit?.key, credit?.key);
    t.like(debit, { kind: "update", add: -7, condition: { kind: "at-least", value: 7 } });
    t.like(credit, { kind: "update", add: 7, condition: { kind: "exists" } });
  }
});

test("a read transaction looks at all accounts", (t) => {
  const [, , call] = calls(workload({ transactGet: 1 }, { items: 3, writes: moves }), 3);
  t.deepEqual(call?.kind === "transact-get" ? call.items.map(({ key }) => key) : [], [
    "account-0",
    "account-1",
    "account-2",
  ]);
});
