import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { seconds } from "../../../kernel/time.ts";
import { pointAt } from "../../../parts/key-range.ts";
import { type Config, configure } from "../config.ts";
import type { Route } from "../messages/path.ts";
import { alone, marks, routeTo, sent } from "../request-path/alone.test-helper.ts";
import type { TableSpec } from "../tables.ts";
import type { NodeSetup } from "./node-state.ts";
import { storageNode } from "./storage-node.ts";

const [self, b, c] = ["self", "storage-b", "storage-c"] as Address[];

/** Two partitions of 100 writes a second each; the first is led from here. */
const table: TableSpec = {
  name: "t",
  capacity: { mode: "provisioned", read: 200, write: 200 },
  partitions: 2,
};
const on = [self!, b!, c!];
const first: Route = routeTo("t-00001", [0, 0.5], { leader: "self", on });
const second: Route = routeTo("t-00002", [0.5, 1], { leader: "storage-b", on });

function node(changes: Partial<Config> = {}) {
  const setup: NodeSetup = {
    config: configure({ admission: "adaptive", partitionWriteLimit: 120, ...changes }),
    peers: [b!, c!],
    metadata: [],
    control: "control-plane" as Address,
    routes: new Map([first, second].map((route) => [route.id, route])),
    tables: new Map([[table.name, table]]),
  };
  return alone(storageNode as never, setup);
}

type Node = ReturnType<typeof node>;

/** So many writes to the first partition, one after the other in half a second. */
function write(state: Node, count: number): void {
  for (let turn = 1; turn <= count; turn += 1) {
    const request = { request: turn as never, key: "k", table: "t" };
    const put = { ...request, kind: "put", value: 1, bytes: 100, condition: undefined } as const;
    const at = Math.floor((turn * seconds(0.5)) / count);
    state.tell(
      "router",
      { kind: "forward", turn, partition: first.id, version: 1, request: put },
      at,
    );
    const done = {
      kind: "done",
      request: turn as never,
      value: 1,
      version: turn,
      units: 1,
    } as const;
    state.tell(`${first.id}@self`, done, at);
  }
}

const raised = (partitions: number) =>
  ({
    kind: "rates-changed",
    table: "t",
    rates: { version: 1, read: 200, write: 400, partitions },
  }) as const;

test("under adaptive capacity a node reports what was consumed and refused, and then is silent", (t) => {
  const state = node();
  write(state, 180);
  const [told] = sent(state.fire("capacity", seconds(30)), "capacity-report");
  const [use, ...others] = told!.message.partitions;
  t.is(others.length, 0);
  t.like(use, { partition: first.id, nodes: on, even: { read: 100, write: 100 } });
  t.true(use!.consumed.write > 3 && use!.throttled.write > 0, "means over 30 s");
  t.is(Math.round(30 * (use!.consumed.write + use!.throttled.write)), 180);
  t.deepEqual(sent(state.fire("capacity", seconds(90)), "capacity-report"), []);
});

test("a boosted partition admits what it is allocated, one that is not here changes nothing", (t) => {
  const boosted = node();
  const allocations = [first.id, "elsewhere"].map((partition) => ({
    partition,
    direction: "write" as const,
    rate: 120,
  }));
  boosted.tell("control-plane", { kind: "capacity-set", allocations });
  write(boosted, 60);
  const [told] = sent(boosted.fire("capacity", seconds(30)), "capacity-report");
  t.deepEqual(
    told!.message.partitions.map(({ partition, allocation }) => [partition, allocation.write]),
    [[first.id, 120]],
  );
});

test("where nobody boosts, nobody reports", (t) => {
  const timers = (state: Node) =>
    state.started.flatMap((effect) => (effect.kind === "set-timer" ? [effect.timer] : []));
  t.true(timers(node()).includes("capacity"));
  t.false(timers(node({ admission: "gac" })).includes("capacity"));
});

test("partitions led here that are too few for a raised table ask to be split in the middle", (t) => {
  const state = node({ admission: "gac" });
  t.deepEqual(sent(state.fire("split-watch", seconds(10)), "split-wanted"), []);
  t.deepEqual(marks(state.tell("control-plane", raised(4))), ["table-rates-taken"]);
  t.deepEqual(marks(state.tell("control-plane", raised(4))), [], "told again");
  t.deepEqual(sent(state.fire("split-watch", seconds(20)), "split-wanted"), [
    {
      to: "control-plane" as Address,
      message: {
        kind: "split-wanted",
        partition: first.id,
        leader: first.leader!,
        at: pointAt(0.25),
        cause: "throughput",
      },
    },
  ]);
  const route = { ...first, version: 2, splits: 1, range: { from: "", to: pointAt(0.25) } };
  state.tell(`${first.id}@self`, { kind: "route-changed", route });
  t.deepEqual(
    sent(state.fire("split-watch", seconds(30)), "split-wanted"),
    [],
    "it is one of four",
  );
});

test("a table that has partitions enough asks for no split", (t) => {
  const state = node({ admission: "gac" });
  state.tell("control-plane", raised(2));
  t.deepEqual(sent(state.fire("split-watch", seconds(10)), "split-wanted"), []);
});
