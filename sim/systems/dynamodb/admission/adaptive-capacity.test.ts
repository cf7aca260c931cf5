import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { seconds } from "../../../kernel/time.ts";
import { configure } from "../config.ts";
import { capacityReport, nextAllocations, onCapacitySet } from "./adaptive-capacity.ts";
import { admit, nodeAdmission, observe } from "./partition-admission.ts";
import { at, provisioned, tablesOf, write } from "./world.test-helper.ts";

const config = configure({
  admission: "static",
  burstSeconds: 0,
  adaptiveInterval: seconds(5),
});
const partitions = ["p0", "p1", "p2", "p3"];

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
    const reports = new Map([["node" as Address, capacityReport(node, now)]]);
    onCapacitySet(node, () => "t", nextAllocations({ spec, partitions }, reports, config), now);
    served.push(done / 5);
  }
  return served;
}

test("a partition that is refused gets what the others leave, reports later (§4.1.2)", (t) => {
  const served = rounds([250, 50, 50, 50], 12);
  t.true(served[0]! <= 270, `at first 100 for the hot one, and 20 at hand: ${served}`);
  t.true(served[11]! >= 385, `in the end nearly all of 400: ${served}`);
});

test("boosts shrink when the table exceeds its total", (t) => {
  const spec = provisioned(0, 400, 2);
  const use = (allocation: number, consumed: number, throttled: number) => ({
    allocation: { read: 0, write: allocation },
    consumed: { read: 0, write: consumed },
    throttled: { read: 0, write: throttled },
    table: "t",
  });
  const report = {
    kind: "capacity-report",
    partitions: [
      { partition: "p0", ...use(300, 300, 50) },
      { partition: "p1", ...use(200, 150, 0) },
    ],
  } as const;
  const reports = new Map([["node" as Address, report]]);
  t.deepEqual(nextAllocations({ spec, partitions: ["p0", "p1"] }, reports, config).allocations, [
    { partition: "p0", direction: "write", rate: 250 },
  ]);
});

test("of a partition's replicas the busiest counts", (t) => {
  const spec = provisioned(200, 0, 2);
  const report = (consumed: number, throttled: number) =>
    ({
      kind: "capacity-report",
      partitions: [
        {
          partition: "p0",
          table: "t",
          allocation: { read: 100, write: 0 },
          consumed: { read: consumed, write: 0 },
          throttled: { read: throttled, write: 0 },
        },
      ],
    }) as const;
  const reports = new Map([
    ["a" as Address, report(100, 60)],
    ["b" as Address, report(20, 0)],
  ]);
  t.deepEqual(nextAllocations({ spec, partitions: ["p0", "p1"] }, reports, config).allocations, [
    { partition: "p0", direction: "read", rate: 130 },
  ]);
});

test("a table on demand has no allocations to move", (t) => {
  const spec = { name: "t", capacity: { mode: "on-demand" } } as const;
  t.deepEqual(nextAllocations({ spec, partitions }, new Map(), config).allocations, []);
});
