import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { type Config, configure } from "../config.ts";
import type { Demand } from "./demand.ts";
import {
  admit,
  chargeNode,
  closePartition,
  type NodeAdmission,
  nodeAdmission,
  observe,
  openPartition,
  type PartitionDemand,
  roomOf,
  setAllocation,
  settle,
  watchOf,
} from "./partition-admission.ts";
import { useOf } from "./partition-watch.ts";
import { at, eventualRead, provisioned, strongRead, tablesOf, write } from "./world.test-helper.ts";

const nodeWith = (changes: Partial<Config>, spec = provisioned(12_000, 4_000, 4)): NodeAdmission =>
  nodeAdmission(configure(changes), tablesOf(spec), at(0));

const of = (partition: string, demand: Demand): PartitionDemand => ({ ...demand, partition });

/** How many of `count` requests are admitted, all at one instant. */
function admitted(
  node: NodeAdmission,
  demand: PartitionDemand,
  count: number,
  now: number,
): number {
  let done = 0;
  for (let index = 0; index < count; index += 1) {
    if (admit(node, demand, at(now)) === undefined) done += 1;
  }
  return done;
}

/** Units served of one request every 1/rate s, from one second to another. */
function served(
  node: NodeAdmission,
  demand: PartitionDemand,
  rate: number,
  [from, until]: readonly [number, number],
): number {
  let done = 0;
  for (let index = 0; index < rate * (until - from); index += 1) {
    if (admit(node, demand, at(from * 1_000 + (index * 1_000) / rate)) === undefined) done += 1;
  }
  return done;
}

test("a partition takes 1,000 write units at once and refuses the rest at once", (t) => {
  const node = nodeWith({});
  t.is(admitted(node, of("p", write), 1_500, 1_000), 1_000);
  t.is(admitted(node, of("p", write), 1_500, 1_500), 500, "what half a second brings");
  t.deepEqual(admit(node, of("p", write), at(1_500)), {
    exception: "ProvisionedThroughputExceededException",
    reason: "TableWriteKeyRangeThroughputExceeded",
    resource: "t/p",
  });
});

test("reads and writes are limited apart from one another", (t) => {
  const node = nodeWith({});
  t.is(admitted(node, of("p", write), 2_000, 1_000), 1_000);
  t.is(admitted(node, of("p", strongRead), 4_000, 1_000), 3_000);
});

test("a hot partition takes nothing from its neighbour on the node", (t) => {
  const node = nodeWith({});
  t.is(admitted(node, of("hot", write), 5_000, 1_000), 1_000);
  t.is(admitted(node, of("calm", write), 1_000, 1_000), 1_000);
});

test("a write is charged by its bytes up front", (t) => {
  const node = nodeWith({});
  t.is(admitted(node, of("p", { ...write, bytes: 10 * 1_024 }), 200, 1_000), 100);
});

test("a read that turns out larger is charged afterwards, into debt", (t) => {
  const node = nodeWith({});
  const read = of("p", strongRead);
  t.is(admitted(node, read, 3_000, 1_000), 3_000);
  // The last of them was a page of 1 MB: 256 units.
  settle(node, read, 256, at(1_000));
  t.is(admitted(node, read, 10, 1_085), 0, "255 units of debt are paid after 85 ms");
  t.is(admitted(node, read, 1, 1_086), 1);
});

test("a request that never ran gets its units back", (t) => {
  const node = nodeWith({});
  const put = of("p", write);
  t.is(admitted(node, put, 1_000, 1_000), 1_000);
  settle(node, put, 0, at(1_000));
  t.is(admitted(node, put, 5, 1_000), 1);
});

test("a replica serves 3,000 eventual reads a second, so three replicas serve 9,000", (t) => {
  const replicas = [nodeWith({}), nodeWith({}), nodeWith({})];
  const all = replicas.map((node) => admitted(node, of("p", eventualRead), 5_000, 1_000));
  t.deepEqual(all, [3_000, 3_000, 3_000]);
  const halves = nodeWith({ eventualReadsPerReplica: 2_000 });
  t.is(admitted(halves, of("p", eventualRead), 5_000, 1_000), 2_000, "three of these serve 6,000");
});

test("an eventual read of two units costs its replica twice the tokens of one", (t) => {
  const node = nodeWith({});
  const read = of("p", eventualRead);
  for (let index = 0; index < 1_500; index += 1) {
    t.is(admit(node, read, at(1_000)), undefined);
    settle(node, read, 1, at(1_000));
  }
  t.is(admitted(node, read, 5, 1_000), 0);
});

test("5,000 write units over 8 partitions are 625 for each, under static division", (t) => {
  const node = nodeWith({ admission: "static", burstSeconds: 0 }, provisioned(0, 5_000, 8));
  t.is(served(node, of("p", write), 2_000, [0, 10]), 625 + 10 * 625 - 1);
});

test("300 idle seconds at 150 units a second carry 200 units a second for 900 s", (t) => {
  const node = nodeWith({ admission: "static" }, provisioned(150, 100));
  const read = of("p", strongRead);
  // 150 × 300 = 45,000 units are drawn down by 50 a second.
  const early = served(node, read, 200, [301, 1_200]);
  t.is(early, 200 * 899, "none is refused before");
  served(node, read, 200, [1_200, 1_220]);
  const late = served(node, read, 200, [1_220, 1_320]);
  t.true(Math.abs(late - 150 * 100) <= 2, `150 a second are left, got ${late / 100}`);
});

test("without a burst bucket the same load is cut to its rate at once", (t) => {
  const node = nodeWith({ admission: "static", burstSeconds: 0 }, provisioned(150, 100));
  const done = served(node, of("p", strongRead), 200, [301, 401]);
  t.true(Math.abs(done - 150 * 101) <= 2, `expected 150 at hand and 150 a second, got ${done}`);
});

test("no burst takes a partition over its own limit", (t) => {
  const node = nodeWith({ admission: "static" }, provisioned(0, 800));
  t.is(admitted(node, of("p", write), 5_000, 400_000), 1_000);
});

test("a burst asks the node, allocated tokens do not (§4.1.1)", (t) => {
  const changes = { admission: "static", nodeBuckets: true, nodeWriteCapacity: 100 } as const;
  const node = nodeWith(changes, provisioned(0, 80));
  // After 300 s: 80 allocated, 24,000 saved, but the node has 100, and 80 of them are gone.
  t.is(admitted(node, of("p", write), 1_000, 300_000), 100);
  t.is(admitted(node, of("neighbour", write), 1_000, 300_000), 80, "its allocation is its own");
  const careless = nodeWith({ ...changes, bugs: ["burst-without-node-check"] }, provisioned(0, 80));
  t.is(admitted(careless, of("p", write), 1_000, 300_000), 1_000);
});

test("a write bursts only when the other members' nodes have room; a read does not ask", (t) => {
  const node = nodeWith({ admission: "static", nodeBuckets: true }, provisioned(80, 80));
  const other = "storage-b" as Address;
  const demand = { ...of("p", write), members: [other] };
  node.rooms.set(other, 0);
  t.is(admitted(node, demand, 500, 300_000), 80);
  t.is(admitted(node, of("p", strongRead), 500, 300_000), 500);
  node.rooms.set(other, 50);
  t.is(admitted(node, demand, 400, 300_000), 400);
});

test("a node's room is what its own writes and those it follows leave", (t) => {
  const node = nodeWith({ nodeBuckets: true, nodeWriteCapacity: 500 });
  t.is(admitted(node, of("p", write), 100, 1_000), 100);
  chargeNode(node, 50, at(1_000));
  t.is(roomOf(node, at(1_000)), 350);
});

test("an allocation that is raised counts from then on, and never above the limit", (t) => {
  const node = nodeWith({ admission: "static", burstSeconds: 0 }, provisioned(0, 400, 4));
  t.is(served(node, of("p", write), 2_000, [0, 5]), 100 + 5 * 100 - 1);
  setAllocation(node, { partition: "p", table: "t" }, "write", 300, at(5_000));
  t.true(Math.abs(served(node, of("p", write), 2_000, [5, 15]) - 3_000) <= 1);
  setAllocation(node, { partition: "p", table: "t" }, "write", 9_000, at(15_000));
  t.true(served(node, of("p", write), 2_000, [15, 25]) <= 10_000);
});

test("a replica that has just come has saved nothing for a burst", (t) => {
  const node = nodeWith({ admission: "static" }, provisioned(0, 100));
  openPartition(node, "p", "t", at(300_000));
  t.is(admitted(node, of("p", write), 1_000, 300_000), 100);
  closePartition(node, "p");
  t.is(node.partitions.size, 0);
});

test("without admission control nothing is refused", (t) => {
  const node = nodeWith({ admission: "none" });
  t.is(admitted(node, of("p", write), 5_000, 0), 5_000);
  settle(node, of("p", write), 400, at(0));
  t.is(node.partitions.size, 0, "nor counted");
});

test("what a partition consumes and refuses is known by the second", (t) => {
  const node = nodeWith({});
  const put = of("p", write);
  for (let index = 0; index < 12_000; index += 1) {
    const now = at((index * 1_000) / 1_200);
    if (admit(node, put, now) === undefined) observe(node, put, `k${index % 7}`, 1, now);
  }
  const { consumed, refused } = useOf(watchOf(node, "p", at(10_000)).write, 5, at(10_000));
  t.true(Math.abs(consumed - 1_000) <= 1, `${consumed}`);
  t.true(Math.abs(refused - 200) <= 1, `${refused}`);
});
