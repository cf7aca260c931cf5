import test from "ava";
import type { Operation, PartOperation } from "../../sim/client/history.ts";
import type { RequestId } from "../../sim/client/operation.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import type { Value } from "../../sim/parts/condition.ts";
import { moneyMovesOnce } from "./money-moves-once.ts";
import { sumsAreConstant } from "./sums-are-constant.ts";

const operation = (request: number, changes: Partial<Operation>): Operation => ({
  request: request as RequestId,
  client: 0,
  process: "client-1",
  kind: "get",
  key: "",
  consistency: undefined,
  argument: undefined,
  condition: undefined,
  attempt: 0,
  retryOf: undefined,
  phase: "load",
  invoked: request as SimTime,
  completed: request as SimTime,
  outcome: "ok",
  result: undefined,
  version: 0,
  units: 0,
  error: undefined,
  ...changes,
});

const opened = [0, 1].map((number) =>
  operation(number + 1, {
    kind: "put",
    key: `bank/account-${number}`,
    argument: 100,
    condition: { kind: "absent" },
  }),
);

const part = (number: number, changes: Partial<PartOperation>): PartOperation => ({
  kind: "update",
  key: `bank/account-${number}`,
  item: { table: "bank", key: `account-${number}` },
  argument: undefined,
  condition: undefined,
  result: undefined,
  version: 0,
  ...changes,
});

const transfer = (request: number, changes: Partial<Operation> = {}) =>
  operation(request, {
    kind: "transact-write",
    parts: [part(0, { argument: -1 }), part(1, { argument: 1 })],
    ...changes,
  });

const looked = (...balances: readonly Value[]) =>
  operation(50, {
    kind: "transact-get",
    parts: balances.map((result, number) => part(number, { kind: "get", result })),
  });

const audit = (...balances: readonly Value[]) =>
  balances.map((result, number) =>
    operation(90 + number, { phase: "audit", key: `bank/account-${number}`, result }),
  );

const sums = (...more: readonly Operation[]) =>
  sumsAreConstant.judge({ operations: [...opened, ...more] }).verdict;
const once = (...more: readonly Operation[]) =>
  moneyMovesOnce.judge({ operations: [...opened, ...more] }).verdict;

test("a look at all accounts that finds less than was paid in breaks the sum", (t) => {
  t.is(sums(looked(99, 101)), "holds");
  t.is(sums(looked(99, 100)), "broken");
});

test("so does the audit, also of accounts that keep the numbers of transfers", (t) => {
  t.is(sums(...audit("99 t5", "101 t5 t2")), "holds");
  t.is(sums(...audit("99 t5", 100)), "broken");
});

test("nobody who looked at all accounts is no verdict", (t) => {
  t.is(sums(looked(100)), "unknown");
  t.is(sumsAreConstant.judge({ operations: [] }).verdict, "unknown");
});

test("an acknowledged transfer moves its money once, however many attempts it took", (t) => {
  const lost = transfer(10, { outcome: "info" });
  const again = transfer(11, { attempt: 1, retryOf: lost.request });
  t.is(once(lost, again, ...audit(99, 101)), "holds");
  t.is(once(lost, again, ...audit(98, 102)), "broken");
});

test("a transfer in doubt may have moved its money or not", (t) => {
  const lost = transfer(10, { outcome: "info" });
  t.is(once(lost, ...audit(99, 101)), "holds");
  t.is(once(lost, ...audit(100, 100)), "holds");
  t.is(once(lost, ...audit(98, 102)), "broken");
});

test("a cancelled transfer moves nothing, whatever its first attempt was told", (t) => {
  const lost = transfer(10, { outcome: "info", token: "t10" });
  const told = { outcome: "fail", error: "transaction-canceled", token: "t10" } as const;
  const again = transfer(11, { attempt: 1, retryOf: lost.request, ...told });
  t.is(once(transfer(12), lost, again, ...audit(99, 101)), "holds");
  t.is(once(transfer(12), lost, again, ...audit(98, 102)), "broken");
});

test("two puts under one transfer's number count once", (t) => {
  const debit = (request: number, outcome: Operation["outcome"]) =>
    operation(request, {
      kind: "put",
      key: "bank/account-0",
      argument: "99 t7",
      condition: { kind: "equals", value: 100 },
      outcome,
    });
  t.is(once(debit(10, "info"), debit(11, "ok"), ...audit("99 t7", 100)), "holds");
  t.is(once(debit(10, "info"), debit(11, "ok"), ...audit("98 t7", 100)), "broken");
});
