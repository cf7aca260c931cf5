import test from "ava";
import { configure } from "../config.ts";
import type { TableSpec } from "../tables.ts";
import { checkQuotas } from "./quotas.ts";

const table = (name: string, read: number, tenant?: string): TableSpec => ({
  name,
  capacity: { mode: "provisioned", read, write: 10 },
  ...(tenant === undefined ? {} : { tenant }),
});

test("a provisioned table has at most the quota of a table", (t) => {
  t.notThrows(() => checkQuotas([table("t", 40_000)], configure()));
  t.throws(() => checkQuotas([table("t", 40_001)], configure()), {
    message: "expected at most 40000 units a second of t, got 40001 reads and 10 writes for t",
  });
});

test("the provisioned tables of one account together have at most the account's", (t) => {
  const two = [table("t", 40_000, "shop"), table("u", 40_000, "shop")];
  t.notThrows(() => checkQuotas(two, configure()));
  t.notThrows(() => checkQuotas([...two, table("v", 40_000, "bank")], configure()));
  t.throws(() => checkQuotas([...two, table("v", 1, "shop")], configure()), {
    message: /^expected at most 80000 units a second of all tables of shop, got/,
  });
});

test("tables on demand count for nobody's account", (t) => {
  const onDemand: TableSpec = {
    name: "d",
    tenant: "shop",
    capacity: { mode: "on-demand", peakRead: 90_000 },
  };
  t.notThrows(() =>
    checkQuotas([table("t", 40_000, "shop"), table("u", 40_000, "shop"), onDemand], configure()),
  );
});
