import test from "ava";
import { onRatesChanged } from "./global-admission-control.ts";
import {
  at,
  freshServer,
  load,
  provisioned,
  sum,
  type World,
  worldOf,
  write,
} from "./world.test-helper.ts";

const seconds = (from: number, until: number): [number, number] => [from * 1_000, until * 1_000];
const noBurst = { burstSeconds: 0, tokenCredit: 0 };

const changeTo = (world: World, rate: number, now: number, version = 1): void =>
  onRatesChanged(
    world.server!,
    {
      kind: "rates-changed",
      table: "t",
      rates: { version, read: 0, write: rate, partitions: 1 },
    },
    at(now),
  );

const asked = [300, 300, 300];

test("a table that is raised serves more within seconds, one that is lowered less", (t) => {
  const world = worldOf(provisioned(0, 300), noBurst);
  load(world, write, asked, seconds(0, 10));
  changeTo(world, 600, 10_000);
  load(world, write, asked, seconds(10, 14));
  const raised = sum(load(world, write, asked, seconds(14, 34)));
  t.true(Math.abs(raised - 600 * 20) < 600, `${raised} in 20 s`);
  changeTo(world, 150, 34_000, 2);
  load(world, write, asked, seconds(34, 40));
  const lowered = sum(load(world, write, asked, seconds(40, 60)));
  t.true(Math.abs(lowered - 150 * 20) < 300, `${lowered} in 20 s`);
});

test("a server that restarts hears from routers what a table was changed to", (t) => {
  const world = worldOf(provisioned(0, 600), noBurst);
  changeTo(world, 150, 0);
  load(world, write, asked, seconds(0, 10));
  world.server = freshServer(world, at(10_000), true);
  const after = sum(load(world, write, asked, seconds(10, 40)));
  t.true(after <= 150 * 32, `${after} in 30 s`);
  t.true(after >= 150 * 28, `${after} in 30 s`);
});

test("a change that is heard of twice, or late, counts once", (t) => {
  const world = worldOf(provisioned(0, 600), noBurst);
  changeTo(world, 150, 0, 2);
  changeTo(world, 900, 1_000, 1);
  t.is(world.server!.rates.get("t")?.write, 150);
});

test("a table on demand at the quota of a table is refused in the account's name", (t) => {
  const spec = { name: "t", capacity: { mode: "on-demand", peakWrite: 400 } } as const;
  const world = worldOf(spec, { ...noBurst, tableQuota: 500 });
  const admitted = sum(load(world, write, asked, seconds(0, 20)));
  t.true(admitted < 500 * 24, `${admitted} in 20 s`);
  t.deepEqual(world.routers[0]!.tables.get("t")?.write.limit, {
    mode: "on-demand",
    limit: "account",
  });
});
