import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { seconds } from "../../../kernel/time.ts";
import type { CapacityReport, PartitionUse } from "../admission/messages.ts";
import { type Config, configure } from "../config.ts";
import { alone, marks, sent } from "../request-path/alone.test-helper.ts";
import type { TableSpec } from "../tables.ts";
import { controlPlane } from "./control-plane.ts";
import type { TableChange } from "./table-changes.ts";

const zones = ["a", "b", "c"];
const nodes = zones.flatMap((zone) =>
  [1, 2].map((number) => ({ address: `storage-${zone}-${number}` as Address, zone })),
);
const admission = zones.map((zone) => `admission-${zone}` as Address);
const table: TableSpec = {
  name: "t",
  capacity: { mode: "provisioned", read: 200, write: 200 },
  partitions: 2,
};

function plane(
  changes: readonly TableChange[] = [],
  settings: Partial<Config> = {},
  restarted = false,
) {
  const config = configure({ admission: "adaptive", ...settings });
  const tables = new Map([["t", table]]);
  const fleet = { config, nodes, routes: new Map(), tables, changes, admission };
  return alone(controlPlane, { drains: [], fleet }, { restarted });
}

const raise: TableChange = { table: "t", at: seconds(10), read: 200, write: 3_000 };

test("a change is in force after its time, and servers and storage nodes are told", (t) => {
  const control = plane([raise]);
  const timers = control.started.filter((effect) => effect.kind === "set-timer");
  t.like(
    timers.find(({ timer }) => timer === "change-0"),
    { min: seconds(130) },
  );
  t.deepEqual(sent(control.fire("health", seconds(20)), "rates-changed"), []);
  const told = sent(control.fire("change-0", seconds(130)), "rates-changed");
  t.deepEqual(
    told.map(({ to }) => to),
    [...admission, ...nodes.map(({ address }) => address)],
  );
  const rates = { version: 1, read: 200, write: 3_000, partitions: 4 };
  t.deepEqual(told[0]!.message, { kind: "rates-changed", table: "t", rates });
  t.is(sent(control.fire("health", seconds(132)), "rates-changed").length, told.length, "again");
});

test("a control plane that comes back knows what was in force, and goes on with the rest", (t) => {
  const before = { ...raise, at: seconds(-200) };
  const control = plane([before, { ...raise, write: 4_000 }], {}, true);
  const [first] = sent(control.fire("health", seconds(2)), "rates-changed");
  t.like(first?.message, { rates: { version: 1, write: 3_000 } });
  const [second] = sent(control.fire("change-1", seconds(130)), "rates-changed");
  t.like(second?.message, { rates: { version: 2, write: 4_000 } });
});

test("a change that is refused leaves its reason, and changes nothing", (t) => {
  const control = plane([{ ...raise, write: 50_000 }]);
  t.deepEqual(marks(control.fire("change-0", seconds(10))), ["table-change-refused-table-quota"]);
  t.deepEqual(sent(control.fire("health", seconds(300)), "rates-changed"), []);
});

const use = (
  partition: string,
  [consumed, throttled]: readonly [number, number],
): PartitionUse => ({
  partition,
  table: "t",
  nodes: zones.map((zone) => `storage-${zone}-1` as Address),
  even: { read: 100, write: 100 },
  allocation: { read: 100, write: 100 },
  consumed: { read: 0, write: consumed },
  throttled: { read: 0, write: throttled },
});

const report = (...partitions: readonly PartitionUse[]): CapacityReport => ({
  kind: "capacity-report",
  partitions,
});

test("a moment after the first report, throttled partitions are boosted, on all nodes", (t) => {
  const control = plane();
  const first = control.tell("storage-a-1", report(use("t-00001", [100, 80])), seconds(30));
  t.like(first[0], { kind: "set-timer", timer: "boosts", min: seconds(1) });
  t.deepEqual(control.tell("storage-b-1", report(use("t-00002", [40, 0])), seconds(30)), []);
  const set = sent(control.fire("boosts", seconds(31)), "capacity-set");
  t.is(set.length, nodes.length);
  t.deepEqual(set[0]!.message.allocations, [
    { partition: "t-00001", direction: "write", rate: 140 },
  ]);
});

test("nobody is told anything while nothing changes, and what was said long ago is forgotten", (t) => {
  const control = plane();
  control.tell("storage-a-1", report(use("t-00001", [100, 80])), seconds(30));
  control.tell("storage-b-1", report(use("t-00002", [40, 0])), seconds(90));
  t.deepEqual(control.fire("boosts", seconds(91)), []);
});

test("a boosted partition leaves a node that could not serve what is allocated on it", (t) => {
  const control = plane([], { nodeWriteCapacity: 250 });
  for (const { address } of nodes) control.tell(address, { kind: "node-health" }, seconds(30));
  const both = report(use("t-00001", [100, 80]), use("t-00002", [20, 0]));
  control.tell("storage-a-1", both, seconds(30));
  const asked = control.fire("boosts", seconds(31));
  t.true(marks(asked).includes("move-decided"), "140 and 100 are above 80 % of 250");
  t.deepEqual(sent(asked, "move-replica")[0]!.message, {
    kind: "move-replica",
    from: "t-00001@storage-a-1" as Address,
    to: "t-00001@storage-a-2" as Address,
  });
});

test("a boosted partition stays where there is room for it", (t) => {
  const control = plane([], { nodeWriteCapacity: 350 });
  for (const { address } of nodes) control.tell(address, { kind: "node-health" }, seconds(30));
  control.tell("storage-a-1", report(use("t-00001", [100, 80]), use("t-00002", [20, 0])));
  const asked = control.fire("boosts", seconds(1));
  t.deepEqual(marks(asked), ["allocations-set"]);
  t.deepEqual(sent(asked, "move-replica"), []);
});
