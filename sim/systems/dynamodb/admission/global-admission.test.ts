import test from "ava";
import { zipfOf } from "../../../client/zipf.ts";
import { configure } from "../config.ts";
import { onAskTokens } from "./global-admission-control.ts";
import {
  ask,
  at,
  eventualRead,
  freshServer,
  load,
  provisioned,
  serve,
  strongRead,
  sum,
  worldOf,
  write,
} from "./world.test-helper.ts";

const seconds = (from: number, until: number): [number, number] => [from * 1_000, until * 1_000];
const noBurst = { burstSeconds: 0, tokenCredit: 0 };

test("routers together get a table's rate, and no more (§4.2)", (t) => {
  const world = worldOf(provisioned(0, 600), noBurst);
  load(world, write, [400, 400, 400], seconds(0, 10));
  const all = sum(load(world, write, [400, 400, 400], seconds(10, 40)));
  t.true(all <= 600 * 32, `at most the rate and an interval, got ${all}`);
  t.true(all >= 600 * 30 * 0.98, `the whole rate is used, got ${all}`);
});

test("a router's share follows what it is asked for", (t) => {
  const world = worldOf(provisioned(0, 600), noBurst);
  load(world, write, [900, 300, 0], seconds(0, 10));
  const [busy = 0, calm = 0] = load(world, write, [900, 300, 0], seconds(10, 40));
  t.true(Math.abs(busy / (busy + calm) - 0.75) < 0.05, `${busy} and ${calm}`);
});

test("below its rate a table is refused nothing, however uneven its routers are", (t) => {
  const world = worldOf(provisioned(0, 1_000), noBurst);
  load(world, write, [700, 100, 10], seconds(0, 5));
  t.deepEqual(load(world, write, [700, 100, 10], seconds(5, 35)), [21_000, 3_000, 300]);
});

test("load that moves from one router to another finds its tokens there", (t) => {
  const world = worldOf(provisioned(0, 600), noBurst);
  load(world, write, [500, 0, 0], seconds(0, 10));
  const [, moved = 0] = load(world, write, [0, 500, 0], seconds(10, 40));
  t.true(moved >= 500 * 30 * 0.95, `${moved} of 15,000`);
});

test("150 units a second, idle for 300 s, carry 200 a second for 900 s", (t) => {
  const world = worldOf(provisioned(150, 0));
  load(world, strongRead, [1, 1, 1], seconds(0, 1));
  const early = sum(load(world, strongRead, [80, 80, 40], seconds(320, 1_190)));
  t.is(early, 200 * 870);
  load(world, strongRead, [80, 80, 40], seconds(1_190, 1_300));
  const late = sum(load(world, strongRead, [80, 80, 40], seconds(1_300, 1_400)));
  t.true(Math.abs(late - 150 * 100) <= 150 * 4, `${late / 100} a second are left of 150`);
});

test("eventual reads are half the price", (t) => {
  const world = worldOf(provisioned(300, 0), { ...noBurst, routers: 1 });
  load(world, eventualRead, [1_000], seconds(0, 10));
  const [done = 0] = load(world, eventualRead, [1_000], seconds(10, 40));
  t.true(Math.abs(done / 30 - 600) <= 25, `${done / 30} a second`);
});

test("routers ask about ten times a second when a table is over its rate, else every 2 s", (t) => {
  const over = worldOf(provisioned(0, 300), { ...noBurst, routers: 1 });
  load(over, write, [600], seconds(0, 20));
  t.true(over.asks <= 10 * 20 + 1 && over.asks > 50, `${over.asks}`);
  const calm = worldOf(provisioned(0, 300), { ...noBurst, routers: 1 });
  load(calm, write, [100], seconds(0, 20));
  t.true(calm.asks <= 20, `${calm.asks}`);
});

test("an answer that comes twice counts once", (t) => {
  const world = worldOf(provisioned(0, 300), noBurst);
  world.copies = 2;
  t.true(sum(load(world, write, [300, 300, 300], seconds(0, 30))) <= 300 * 32);
  t.true(world.marks.includes("tokens-copy-ignored"));
});

test("a server that takes what was spent back into the bucket limits nothing", (t) => {
  const world = worldOf(provisioned(0, 300), { ...noBurst, bugs: ["spent-tokens-given-back"] });
  t.true(sum(load(world, write, [300, 300, 300], seconds(0, 30))) > 2 * 300 * 30);
});

test("a server that ignores other routers lets each have the whole table", (t) => {
  const world = worldOf(provisioned(0, 300), { ...noBurst, bugs: ["gac-ignores-other-routers"] });
  t.true(sum(load(world, write, [300, 300, 300], seconds(0, 30))) > 2 * 300 * 30);
});

test("a server that restarts neither makes tokens nor stops anybody (§4.2)", (t) => {
  const world = worldOf(provisioned(0, 600), noBurst);
  load(world, write, [180, 180, 180], seconds(0, 10));
  for (let second = 10; second < 40; second += 5) {
    world.server = freshServer(world, at(second * 1_000), true);
    const calm = load(world, write, [180, 180, 180], seconds(second, second + 5));
    t.deepEqual(calm, [900, 900, 900], `restarted at ${second} s`);
  }
  for (let second = 40; second < 70; second += 5) {
    world.server = freshServer(world, at(second * 1_000), true);
    const all = sum(load(world, write, [400, 400, 400], seconds(second, second + 5)));
    t.true(all <= 600 * 7, `${all} in 5 s`);
  }
});

test("a server that takes tables for rested makes tokens at each restart", (t) => {
  const bugs = ["bucket-full-after-restart"] as const;
  const world = worldOf(provisioned(0, 300), { burstSeconds: 10, tokenCredit: 0, bugs });
  load(world, write, [500, 500, 500], seconds(0, 20));
  world.server = freshServer(world, at(20_000), true);
  t.true(sum(load(world, write, [500, 500, 500], seconds(20, 25))) > 300 * 12);
});

test("without a server routers go on with their last share", (t) => {
  const world = worldOf(provisioned(0, 600), noBurst);
  load(world, write, [270, 135, 135], seconds(0, 10));
  world.server = undefined;
  const alone = load(world, write, [270, 135, 135], seconds(10, 60));
  t.true(sum(alone) >= 540 * 50 * 0.98, `${alone}`);
  const over = sum(load(world, write, [900, 900, 900], seconds(60, 90)));
  t.true(over <= 600 * 34, `${over} of ${600 * 30}`);
  t.true(world.marks.includes("tokens-self-vended"));
});

test("a router that refuses when it is alone does so once its tokens have expired", (t) => {
  const world = worldOf(provisioned(0, 600), { ...noBurst, tokenFallback: "refuse" });
  load(world, write, [50, 50, 50], seconds(0, 10));
  world.server = undefined;
  load(world, write, [50, 50, 50], seconds(10, 15));
  t.deepEqual(load(world, write, [50, 50, 50], seconds(15, 20)), [0, 0, 0]);
});

test("the first requests of a quiet table are admitted on credit, and charged later", (t) => {
  const world = worldOf(provisioned(0, 10), { routers: 1, burstSeconds: 0, tokenCredit: 50 });
  world.server = undefined;
  const first = Array.from({ length: 80 }, () => ask(world, 0, write, at(0)));
  t.is(first.filter(Boolean).length, 50);
  t.is(world.asks, 1, "one ask is under way");
  world.server = freshServer(world, at(0));
  load(world, write, [20], [250, 4_000]);
  const later = sum(load(world, write, [20], [4_000, 14_000]));
  t.true(later <= 10 * 12, `${later}: back to the rate`);
});

test("a copy of an ask is not answered", (t) => {
  const world = worldOf(provisioned(0, 10));
  const report = { spent: 0, refused: 0, left: 0, peak: 0 };
  const message = {
    kind: "ask-tokens",
    table: "t",
    ask: 1,
    life: 0,
    read: report,
    write: report,
  } as const;
  const sent: string[] = [];
  const pen = {
    send: () => void sent.push("tokens"),
    mark: (name: string) => void sent.push(name),
  };
  const router = "router-a" as Parameters<typeof onAskTokens>[1];
  for (let copy = 0; copy < 2; copy += 1) onAskTokens(world.server!, router, message, at(0), pen);
  t.deepEqual(sent, ["tokens", "ask-copy-ignored"]);
  onAskTokens(world.server!, router, { ...message, life: 7 }, at(0), pen);
  t.is(sent[2], "tokens", "a router that restarted numbers anew");
});

/** Share of a skewed load of 98 % of its table's rate that gets through to its 4 partitions. */
function skewed(admission: "gac" | "static"): number {
  const world = worldOf(provisioned(0, 600, 4), { admission, ...noBurst });
  const popularity = zipfOf(1.5);
  let seed = 1;
  const u32 = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed ^ (seed >>> 15)) >>> 0;
  };
  const count = 590 * 30;
  let done = 0;
  for (let index = 0; index < count; index += 1) {
    const partition = `p${popularity.rank(50, u32) % 4}`;
    const place = { router: index % 3, partition, demand: write };
    if (serve(world, place, at((index * 1_000) / 590))) done += 1;
  }
  return done / count;
}

test("a skewed load uses its table's whole capacity, which static shares do not let it", (t) => {
  t.true(skewed("gac") > 0.98, `${skewed("gac")}`);
  t.true(skewed("static") < 0.75, `${skewed("static")}`);
});

test("no skew gets a partition over its own maximum", (t) => {
  const world = worldOf(provisioned(0, 4_000, 4), noBurst);
  let done = 0;
  for (let index = 0; index < 2_000 * 10; index += 1) {
    const place = { router: index % 3, partition: "hot", demand: write };
    if (serve(world, place, at(index / 2))) done += 1;
  }
  t.true(done <= 1_000 * 11, `${done}`);
  t.true(done >= 1_000 * 10, `${done}`);
});

test("settings have defaults of their own", (t) => {
  const { admission, partitionReadLimit, partitionWriteLimit, burstSeconds } = configure();
  t.deepEqual(
    [admission, partitionReadLimit, partitionWriteLimit, burstSeconds],
    ["gac", 3_000, 1_000, 300],
  );
});
