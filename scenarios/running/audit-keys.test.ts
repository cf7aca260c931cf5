import test from "ava";
import { poisson } from "../../sim/client/arrivals.ts";
import { autoIncrement, latest, uniformKeys } from "../../sim/client/keys.ts";
import { drawnSorts, timeSortable } from "../../sim/client/sort-keys.ts";
import { type Load, openLoop } from "../../sim/client/workload.ts";
import { auditKeys } from "./audit-keys.ts";

const load = (about: Partial<Load>) =>
  openLoop({
    arrivals: poisson({ perSecond: 1 }),
    writes: 1,
    keys: uniformKeys({ keys: 3 }),
    ...about,
  });

test("every key of a small table is audited, the first 400 of a large one", (t) => {
  t.deepEqual(auditKeys(load({})), [{ key: "key-0" }, { key: "key-1" }, { key: "key-2" }]);
  t.is(auditKeys(load({ keys: latest({ keys: 5_000, exponent: 1 }) })).length, 400);
  t.is(auditKeys(load({ keys: uniformKeys({ keys: 5_000 }) }), 3).length, 134);
});

test("sort keys that are known beforehand are audited, in their table", (t) => {
  const keys = uniformKeys({ keys: 1 });
  t.deepEqual(auditKeys(load({ keys, sort: drawnSorts({ of: 2 }), table: "orders" })), [
    { key: "key-0", sort: 0, table: "orders" },
    { key: "key-0", sort: 1, table: "orders" },
  ]);
});

test("names that are made with the items are left to who made them", (t) => {
  t.deepEqual(auditKeys(load({ sort: timeSortable })), []);
  t.deepEqual(auditKeys(load({ keys: autoIncrement })), []);
});
