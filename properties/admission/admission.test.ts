import test from "ava";
import type { AdmissionBug } from "../../sim/systems/dynamodb/admission/bugs.ts";
import type { TableSpec } from "../../sim/systems/dynamodb/tables.ts";
import { burstsHaveRoom } from "../invariants/bursts-have-room.ts";
import { partitionsWithinLimits } from "../invariants/partitions-within-limits.ts";
import { throttledOnlyAtTheLimit } from "../invariants/throttled-only-at-the-limit.ts";
import { tokensWithinCapacity } from "../invariants/tokens-within-capacity.ts";
import { pass, passRouter, restartServer, type Stage, stageOf } from "./admission.test-helper.ts";

const table = (read: number, write: number, partitions = 1): TableSpec => ({
  name: "t",
  capacity: { mode: "provisioned", read, write },
  partitions,
});

const second = 1_000_000;

/** Requests of each of three routers at so many a second. */
function load(stage: Stage, perSecond: number, [from, until]: readonly [number, number]): void {
  const gap = second / perSecond;
  for (let at = from * second; at < until * second; at += gap) {
    for (let router = 0; router < 3; router += 1) {
      passRouter(stage, router, { kind: "write" }, Math.round(at));
    }
  }
}

function overloaded(bugs: readonly AdmissionBug[]): Stage {
  const stage = stageOf(tokensWithinCapacity, table(0, 100), { burstSeconds: 20, bugs });
  load(stage, 100, [0, 40]);
  restartServer(stage, 40 * second);
  load(stage, 100, [40, 60]);
  return stage;
}

test("an overloaded table stays within its capacity, through a restart of its server too", (t) => {
  const stage = overloaded([]);
  t.is(stage.wrong, undefined);
  t.true(stage.watcher.checked > 6_000);
});

const tokenBugs = ["spent-tokens-given-back", "gac-ignores-other-routers"] as const;
for (const bug of tokenBugs) {
  test(`${bug} is seen by tokens-within-capacity`, (t) => {
    t.regex(overloaded([bug]).wrong ?? "", /^writes of t are \d+ units over 100 a second/);
  });
}

test("bucket-full-after-restart is seen by tokens-within-capacity", (t) => {
  const bugs = ["bucket-full-after-restart"] as const;
  const stage = stageOf(tokensWithinCapacity, table(0, 100), { burstSeconds: 60, bugs });
  load(stage, 100, [0, 20]);
  restartServer(stage, 20 * second);
  load(stage, 100, [20, 60]);
  t.regex(stage.wrong ?? "", /units over 100 a second/);
});

/** Strong reads of `units` at `perSecond` for 3 s. */
function reads(stage: Stage, perSecond: number, units: number): number {
  let admitted = 0;
  for (let index = 0; index < perSecond * 3; index += 1) {
    const at = Math.round((index * second) / perSecond);
    if (pass(stage, { kind: "strong" }, at, units)) admitted += 1;
  }
  return admitted;
}

test("a partition stays within its limit when reads turn out larger than they were taken for", (t) => {
  const stage = stageOf(partitionsWithinLimits, table(9_000, 3_000));
  t.true(reads(stage, 500, 25) < 500);
  t.is(stage.wrong, undefined);
});

test("debt-forgotten is seen by partitions-within-limits", (t) => {
  const bugs = ["debt-forgotten"] as const;
  const stage = stageOf(partitionsWithinLimits, table(9_000, 3_000), { bugs });
  reads(stage, 500, 25);
  t.regex(stage.wrong ?? "", /^node admitted a strong-read of 1 to p, which had -/);
});

test("eventual reads of one replica are held to their own price", (t) => {
  const stage = stageOf(partitionsWithinLimits, table(9_000, 3_000));
  let admitted = 0;
  for (let index = 0; index < 20_000; index += 1) {
    if (pass(stage, { kind: "eventual" }, index * 100)) admitted += 1;
  }
  t.is(stage.wrong, undefined);
  t.true(admitted >= 8_995 && admitted <= 9_000, `${admitted} in 2 s: 3,000 at hand, 6,000 more`);
});

test("what a partition refuses, it refuses at its limit", (t) => {
  const stage = stageOf(throttledOnlyAtTheLimit, table(9_000, 3_000));
  t.is(reads(stage, 1_500, 1), 4_500);
  t.is(stage.watcher.checked, 0);
  t.true(reads(stage, 8_000, 1) < 24_000);
  t.true(stage.watcher.checked > 0);
  t.is(stage.wrong, undefined);
});

test("reads-charged-to-writes is seen by throttled-only-at-the-limit", (t) => {
  const bugs = ["reads-charged-to-writes"] as const;
  const stage = stageOf(throttledOnlyAtTheLimit, table(9_000, 3_000), { bugs });
  reads(stage, 1_500, 1);
  t.regex(stage.wrong ?? "", /^node refused a strong-read of 1 to p, which had [1-9]/);
});

/** Two partitions rest for 10 s, then both get 300 writes a second on a node that has 150. */
function bursts(bugs: readonly AdmissionBug[]): Stage {
  const changes = { admission: "static", nodeBuckets: true, nodeWriteCapacity: 150, bugs } as const;
  const stage = stageOf(burstsHaveRoom, table(0, 100, 2), changes);
  for (let index = 0; index < 300 * 5; index += 1) {
    const at = Math.round(10 * second + (index * second) / 300);
    for (const partition of ["p", "q"]) pass(stage, { kind: "write", partition }, at);
  }
  return stage;
}

test("partitions burst as far as their node has room", (t) => {
  const stage = bursts([]);
  t.is(stage.wrong, undefined);
  t.true(stage.watcher.checked >= 150 * 5 && stage.watcher.checked <= 150 * 6 + 50);
});

test("burst-without-node-check is seen by bursts-have-room", (t) => {
  t.regex(bursts(["burst-without-node-check"]).wrong ?? "", /^node let [pq] go beyond its writes/);
});
