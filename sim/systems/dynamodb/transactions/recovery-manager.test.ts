import test from "ava";
import type { PageItem, RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { type LocalTime, ms, seconds } from "../../../kernel/time.ts";
import { configure } from "../config.ts";
import type { Stamp, TransactionId } from "../messages/transactions.ts";
import { alone, sent } from "../request-path/alone.test-helper.ts";
import { entryText, type LedgerEntry } from "./ledger.ts";
import { recoveryManager } from "./recovery-manager.ts";

const coordinators = ["coordinator-a-1", "coordinator-b-1"] as Address[];
const routers = ["router-a-1"] as Address[];

const manager = () =>
  alone(recoveryManager, {
    config: configure({ ledgerScanEntries: 3 }),
    coordinators,
    routers,
  });

const entry = (id: string, stage: LedgerEntry["stage"], at: number): PageItem => ({
  key: id,
  sort: undefined,
  value: entryText({
    stage,
    stamp: (at * 64) as Stamp,
    actions: [],
    ...(stage === "completed" ? { completed: at as LocalTime } : {}),
  }),
  bytes: 10,
});

const page = (request: RequestId, items: readonly PageItem[], last?: string) =>
  ({
    kind: "done",
    request,
    value: undefined,
    version: 0,
    units: 1,
    page: { items, last },
  }) as const;

const stalled = {
  kind: "stalled",
  id: "t1" as TransactionId,
  table: "orders",
  key: "k",
} as const;

test("what a scan finds unfinished and old goes to a coordinator, and nothing else does", (t) => {
  const one = manager();
  const [scan] = sent(one.fire("scan", seconds(10)), "scan");
  const items = [
    entry("old", "preparing", seconds(4)),
    entry("young", "preparing", seconds(6)),
    entry("over", "completed", seconds(1)),
  ];
  const asked = one.tell("router-a-1", page(scan!.message.request, items), seconds(10));
  t.deepEqual(
    sent(asked, "finish-transaction").map(({ message }) => message.id),
    ["old" as TransactionId],
  );
});

test("a scan that comes to the end of the ledger goes on from its beginning", (t) => {
  const one = manager();
  const [scan] = sent(one.fire("scan", seconds(10)), "scan");
  t.truthy(scan?.message.startAfter);
  const next = one.tell("router-a-1", page(scan!.message.request, []), seconds(10));
  t.is(sent(next, "scan")[0]?.message.startAfter, undefined);
});

test("a scan ends with as many entries as it may look at", (t) => {
  const one = manager();
  const [scan] = sent(one.fire("scan", seconds(10)), "scan");
  const items = ["t1", "t2", "t3"].map((id) => entry(id, "completed", 0));
  const next = one.tell("router-a-1", page(scan!.message.request, items, "t3"), seconds(10));
  t.deepEqual(sent(next, "scan"), []);
});

test("of many that meet a stalled item the first has its transaction finished", (t) => {
  const one = manager();
  const [first] = sent(one.tell("p1@storage-a-1", stalled, ms(100)), "finish-transaction");
  t.deepEqual(first?.message.found, { table: "orders", key: "k" });
  t.deepEqual(one.tell("p1@storage-a-1", stalled, ms(200)), []);
  t.is(sent(one.tell("p1@storage-a-1", stalled, ms(1_400)), "finish-transaction").length, 1);
});

test("a completed entry goes ten minutes later, if nobody has begun anew under its token", (t) => {
  const one = manager();
  const [scan] = sent(one.fire("scan", seconds(700)), "scan");
  const items = [entry("old", "completed", seconds(100)), entry("new", "completed", seconds(101))];
  const asked = one.tell("router-a-1", page(scan!.message.request, items), seconds(700));
  t.deepEqual(
    sent(asked, "delete").map(({ message: { key, condition } }) => ({ key, condition })),
    [{ key: "old", condition: { kind: "equals", value: items[0]!.value } }],
  );
});
