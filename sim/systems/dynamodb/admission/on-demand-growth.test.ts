import test from "ava";
import { configure } from "../config.ts";
import type { TableSpec } from "../tables.ts";
import { tableRate } from "./allocation.ts";
import { grow, growthLimit, onDemandGrowth } from "./on-demand-growth.ts";
import { at, load, sum, worldOf, write } from "./world.test-helper.ts";

const config = configure();

test("a new table on demand takes 12,000 reads and 4,000 writes a second", (t) => {
  const spec: TableSpec = { name: "t", capacity: { mode: "on-demand" } };
  t.is(tableRate(spec, "read", config.tableQuota), 12_000);
  t.is(tableRate(spec, "write", config.tableQuota), 4_000);
});

test("a table that has served 10,000 a second takes 20,000, and none more than its quota", (t) => {
  const of = (peak: number) => growthLimit(onDemandGrowth(config, peak, at(0)), config);
  t.deepEqual(of(10_000), { rate: 20_000, limit: "key-range" });
  t.deepEqual(of(30_000), { rate: 40_000, limit: "account" });
});

test("a peak is the mean of a minute, and doubles what is allowed 30 minutes later", (t) => {
  const growth = onDemandGrowth(config, 100, at(0));
  const serve = (perSecond: number, from: number, until: number): void => {
    for (let second = from; second < until; second += 1) {
      grow(growth, perSecond, at(second * 1_000), config);
    }
  };
  serve(1_000, 10, 12);
  serve(50, 12, 200);
  t.is(growth.higher, undefined, "two seconds of 1,000 are no peak");
  serve(200, 200, 2_020);
  t.is(growth.peak, 100, "30 minutes are not over");
  serve(200, 2_020, 2_100);
  t.is(growth.peak, 200);
  t.is(growthLimit(growth, config).rate, 400);
});

test("routers hold a table on demand to twice its peak, and name the partitions' limit", (t) => {
  const spec: TableSpec = {
    name: "t",
    capacity: { mode: "on-demand", peakRead: 1, peakWrite: 150 },
  };
  const world = worldOf(spec, { tokenCredit: 0 });
  load(world, write, [200, 200, 200], [0, 5_000]);
  const all = sum(load(world, write, [200, 200, 200], [5_000, 25_000]));
  t.true(Math.abs(all - 300 * 20) <= 300 * 2, `${all}`);
  const { limit } = world.routers[0]!.tables.get("t")!.write;
  t.deepEqual(limit, { mode: "on-demand", limit: "key-range" });
});
