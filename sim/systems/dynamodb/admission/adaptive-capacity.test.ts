import test from "ava";
import { seconds } from "../../../kernel/time.ts";
import { configure } from "../config.ts";
import { capacityReport, nextAllocations, onCapacitySet } from "./adaptive-capacity.ts";
import type { CapacityReport, PartitionUse } from "./messages.ts";
import { admit, nodeAdmission, observe } from "./partition-admission.ts";
import { at, provisioned, tablesOf, write } from "./world.test-helper.ts";

const config = configure({
  admission: "adaptive",
  burstSeconds: 0,
  adaptiveInterval: seconds(5),
});
const partitions = ["t-00001", "t-00002", "t-00003", "t-00004"];

/** Writes a second to each partition, in rounds of 5 s with a look of the control plane after each. */
function rounds(perSecond: readonly number[], count: number): number[] {
  const spec = provisioned(0, 400, 4);
  const node = nodeAdmission(config, tablesOf(spec), at(0));
  const served: number[] = [];
  for (let round = 0; round < count; round += 1) {
    let done = 0;
    for (let now = round * 5_000; now < (round + 1) * 5_000; now += 100) {
      partitions.forEach((partition, index) => {
        for (let each = 0; each < perSecond[index]! / 10; each += 1) {
          const demand = { ...write, partition };
          if (admit(node, demand, at(now)) !== undefined) continue;
          observe(node, demand, `k${each}`, 1, at(now));
          done += 1;
        }
      });
    }
    const now = at((round + 1) * 5_000);
    const reports = [capacityReport(node, () => [], now)];
    const allocations = nextAllocations({ spec, changed: undefined, reports }, config);
    onCapacitySet(node, () => "t", { kind: "capacity-set", allocations }, now);
    served.push(done / 5);
  }
  return served;
}

test("a partition that is refused gets what the others leave, reports later (§4.1.2)", (t) => {
  const served = rounds([250, 50, 50, 50], 12);
  t.true(served[0]! <= 270, `at first 100 for the hot one, and 20 at hand: ${served}`);
  t.true(served[11]! >= 385, `in the end nearly all of 400: ${served}`);
});

/** What a node says of a partition's writes, units a second. */
const use = (
  partition: string,
  even: number,
  allocation: number,
  [consumed, throttled]: readonly [number, number],
): PartitionUse => ({
  partition,
  table: "t",
  nodes: [],
  even: { read: 0, write: even },
  allocation: { read: 0, write: allocation },
  consumed: { read: 0, write: consumed },
  throttled: { read: 0, write: throttled },
});

const report = (...uses: readonly PartitionUse[]): CapacityReport => ({
  kind: "capacity-report",
  partitions: uses,
});

const next = (rate: number, ...reports: readonly CapacityReport[]) =>
  nextAllocations({ spec: provisioned(0, rate, 2), changed: undefined, reports }, config);

test("boosts shrink when the table exceeds its total", (t) => {
  const busy = report(use("p0", 200, 300, [300, 50]), use("p1", 200, 200, [150, 0]));
  t.deepEqual(next(400, busy), [{ partition: "p0", direction: "write", rate: 250 }]);
});

test("of a partition's replicas the busiest counts", (t) => {
  const [busy, quiet] = [
    report(use("p0", 100, 100, [100, 60])),
    report(use("p0", 100, 100, [20, 0])),
  ];
  for (const reports of [
    [busy, quiet],
    [quiet, busy],
  ]) {
    t.deepEqual(next(200, ...reports), [{ partition: "p0", direction: "write", rate: 130 }]);
  }
});

test("a table that was changed is divided as it is now", (t) => {
  const spec = provisioned(0, 400, 2);
  const changed = { version: 2, read: 0, write: 100, partitions: 2 };
  const reports = [report(use("p0", 50, 50, [50, 40]), use("p1", 50, 50, [50, 40]))];
  t.deepEqual(nextAllocations({ spec, changed, reports }, config), []);
});

test("a table on demand has no allocations to move", (t) => {
  const spec = { name: "t", capacity: { mode: "on-demand" } } as const;
  const reports = [report(use("p0", 100, 100, [100, 60]))];
  t.deepEqual(nextAllocations({ spec, changed: undefined, reports }, config), []);
});

test("a node reports partitions that were asked, and boosted ones that are not any more", (t) => {
  const node = nodeAdmission(config, tablesOf(provisioned(0, 400, 4)), at(0));
  const named = (now: number): string[] =>
    capacityReport(node, () => [], at(now)).partitions.map(({ partition }) => partition);
  for (const partition of ["t-00001", "t-00002"]) {
    t.is(admit(node, { ...write, partition }, at(500)), undefined);
    observe(node, { ...write, partition }, "k", 1, at(500));
  }
  t.deepEqual(named(5_000), ["t-00001", "t-00002"]);
  const allocations = [{ partition: "t-00002", direction: "write", rate: 150 }] as const;
  onCapacitySet(node, () => "t", { kind: "capacity-set", allocations }, at(5_000));
  t.deepEqual(named(60_000), ["t-00002"]);
});
