import test from "ava";
import type { RequestId } from "../../sim/client/operation.ts";
import type { Address } from "../../sim/kernel/role.ts";
import type { LocalTime, SimTime } from "../../sim/kernel/time.ts";
import { ballotOf } from "../../sim/parts/ballot.ts";
import { entryKey, itemKey } from "../../sim/parts/primary-key.ts";
import { append, type Lsn } from "../../sim/parts/replicated-log.ts";
import { configure } from "../../sim/systems/dynamodb/config.ts";
import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import {
  freshState,
  type ReplicaState,
} from "../../sim/systems/dynamodb/replication-group/state.ts";
import type { TableSpec } from "../../sim/systems/dynamodb/tables.ts";
import { trackEntries } from "./entry-tracker.ts";

const orders: TableSpec = {
  name: "orders",
  capacity: { mode: "on-demand" },
  indexes: [{ name: "by-customer", key: "customer" }],
};

function replicaOf(table: string): ReplicaState {
  const self = `${table}@storage-a-1` as Address;
  const derived = { table: orders, followers: ["orders/by-customer"], routers: [], streams: [] };
  const setup = {
    members: [self],
    config: configure(),
    firstLeader: self,
    table,
    partition: table,
  };
  const own = table === "orders" ? { ...setup, derived } : setup;
  return freshState(self, own, 0 as LocalTime);
}

/** Logs and commits one write. */
function commit(state: ReplicaState, key: string, change: Partial<LogRecord>): void {
  const lsn = (state.log.last + 1) as Lsn;
  const request = lsn as number as RequestId;
  const plain = { lsn, ballot: ballotOf(1, 0), key, value: undefined, bytes: 10, request };
  append(state.log, { ...plain, ...change });
  state.committed = lsn;
}

const x = itemKey("x");
const named = (customer: string) => ({ extras: { attributes: { customer } } });
const at = (time: number) => time as SimTime;

test("a write that moves an entry is waited for in both places, until the index has it", (t) => {
  const tracker = trackEntries();
  const [table, index] = [replicaOf("orders"), replicaOf("orders/by-customer")];
  commit(table, x, { value: 1, ...named("ann") });
  tracker.after(table, at(10));
  commit(table, x, { value: 2, ...named("bob") });
  tracker.after(table, at(20));
  const waiting = () => tracker.waiting.get("orders orders/by-customer");
  t.is(waiting(), 3);
  const underAnn = entryKey({ partition: "ann", sort: undefined, of: x });
  // The removal of the second write stands for the entry of the first, too.
  commit(index, underAnn, { extras: { source: 2 as Lsn } });
  const [step] = tracker.after(index, at(30));
  t.deepEqual(step?.since, [at(10), at(20)]);
  t.is(waiting(), 1);
  t.deepEqual(tracker.wanted(step!), { shows: undefined });
});

test("what no committed write asks for is not known", (t) => {
  const tracker = trackEntries();
  const [table, index] = [replicaOf("orders"), replicaOf("orders/by-customer")];
  commit(table, x, { value: 1, ...named("ann") });
  tracker.after(table, at(10));
  const underBob = entryKey({ partition: "bob", sort: undefined, of: x });
  commit(index, underBob, { value: 1, extras: { source: 1 as Lsn } });
  const [step] = tracker.after(index, at(20));
  t.is(tracker.wanted(step!), undefined);
});

test("a write that changes nothing in the index is not waited for", (t) => {
  const tracker = trackEntries();
  const table = replicaOf("orders");
  commit(table, x, { value: 1, extras: {} });
  tracker.after(table, at(10));
  t.is(tracker.waiting.get("orders orders/by-customer") ?? 0, 0);
});
