import test from "ava";
import { minutes } from "../../../kernel/time.ts";
import { configure } from "../config.ts";
import type { Capacity, TableSpec } from "../tables.ts";
import { judgeChanges } from "./table-changes.ts";

const config = configure();
const bought = (read: number, write: number): Capacity => ({ mode: "provisioned", read, write });

const tablesOf = (...specs: readonly TableSpec[]): ReadonlyMap<string, TableSpec> =>
  new Map(specs.map((spec) => [spec.name, spec]));

/** Writes of the table one after the other, an hour apart unless `apart` says otherwise. */
function changed(writes: readonly number[], spec: Partial<TableSpec> = {}, apart = minutes(60)) {
  const tables = tablesOf({ name: "t", capacity: bought(100, 3_200), partitions: 4, ...spec });
  const changes = writes.map((write, index) => ({
    table: "t",
    at: minutes((index * apart) / minutes(1)),
    read: 100,
    write,
  }));
  return judgeChanges(changes, tables, config).map((one) =>
    "refused" in one ? one.refused : `${one.rates.write} in ${one.rates.partitions}`,
  );
}

test("the paper's table: 3,200 in 4, 3,600 in 4, 6,000 in 8, lowered to 5,000 in 8 (§4)", (t) => {
  t.deepEqual(changed([3_600, 6_000, 5_000]), ["3600 in 4", "6000 in 8", "5000 in 8"]);
});

test("what a table once had it has partitions for: raised to it again, nothing is split", (t) => {
  t.deepEqual(changed([6_000, 1_000, 8_000]), ["6000 in 8", "1000 in 8", "8000 in 8"]);
});

test("four decreases at once, and one more each hour", (t) => {
  const lowered = [3_000, 2_900, 2_800, 2_700, 2_600];
  const soon = changed(lowered, {}, minutes(2));
  t.deepEqual(soon.slice(3), ["2700 in 4", "too-many-decreases"]);
  t.deepEqual(changed(lowered, {}, minutes(30)).slice(3), ["2700 in 4", "2600 in 4"]);
});

test("a table that is being changed cannot be changed", (t) => {
  t.deepEqual(changed([3_300, 3_400], {}, minutes(1)), ["3300 in 4", "in-use"]);
  t.deepEqual(changed([3_300, 3_400], {}, minutes(2)), ["3300 in 4", "3400 in 4"]);
});

test("a table is raised up to the quota of a table, and all of an account up to theirs", (t) => {
  t.deepEqual(changed([40_000, 40_001]), ["40000 in 64", "table-quota"]);
  const tables = tablesOf(
    { name: "t", tenant: "shop", capacity: bought(10, 10) },
    { name: "u", tenant: "shop", capacity: bought(10, 30_000) },
    { name: "v", tenant: "shop", capacity: bought(10, 30_000) },
    { name: "w", capacity: bought(10, 30_000) },
  );
  const raise = (write: number) =>
    judgeChanges([{ table: "t", at: minutes(0), read: 10, write }], tables, config)[0]!;
  t.like(raise(20_000), { rates: { version: 1, write: 20_000 } });
  t.like(raise(20_001), { refused: "account-quota" });
});

test("only a provisioned table can be changed", (t) => {
  const change = { table: "t", at: minutes(0), read: 10, write: 10 };
  const onDemand = tablesOf({ name: "t", capacity: { mode: "on-demand" } });
  t.throws(() => judgeChanges([change], onDemand, config), {
    message: "expected a provisioned table called t to change, got one on demand",
  });
  t.throws(() => judgeChanges([change], tablesOf(), config), { message: /got none/ });
});
