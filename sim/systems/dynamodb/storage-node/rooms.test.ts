import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { type Config, configure } from "../config.ts";
import type { Route } from "../messages/path.ts";
import type { DynamoMessage } from "../messages.ts";
import { alone, marks, routeTo, sent } from "../request-path/alone.test-helper.ts";
import type { TableSpec } from "../tables.ts";
import type { NodeSetup } from "./node-state.ts";
import { storageNode } from "./storage-node.ts";

const [b, c] = ["storage-b", "storage-c"] as Address[];

/** A table of 10 write units a second, whose one partition is led from "self". */
const table: TableSpec = { name: "t", capacity: { mode: "provisioned", read: 10, write: 10 } };

function setupOf(changes: Partial<Config>): NodeSetup {
  const route: Route = routeTo("p", [0, 1], { leader: "self", on: ["self" as Address, b!, c!] });
  return {
    config: configure({ admission: "static", nodeWriteCapacity: 100, ...changes }),
    peers: [b!, c!],
    metadata: [],
    control: undefined,
    routes: new Map([[route.id, route]]),
    tables: new Map([[table.name, table]]),
  };
}

const node = (changes: Partial<Config> = {}) =>
  alone(storageNode as never, setupOf({ nodeBuckets: true, ...changes }));

const put = (turn: number): DynamoMessage => ({
  kind: "forward",
  turn,
  partition: "p",
  version: 1,
  request: {
    kind: "put",
    request: turn as never,
    key: "k",
    table: "t",
    value: 1,
    bytes: 900,
    condition: undefined,
  },
});

const done = (request: number): DynamoMessage => ({
  kind: "done",
  request: request as never,
  value: 1,
  version: request,
  units: 1,
});

/** How many of `count` writes pass at that time. */
function passed(self: ReturnType<typeof node>, count: number, at: number, first = 1): number {
  let admitted = 0;
  for (let turn = first; turn < first + count; turn += 1) {
    const asked = self.tell("router-a", put(turn), at);
    if (!marks(asked).includes("throttled-by-partition")) admitted += 1;
  }
  return admitted;
}

test("at intervals a node tells all others what it has to spare, and what it led for each", (t) => {
  const self = node();
  passed(self, 3, 1_000);
  for (const request of [1, 2, 3]) self.tell("p@self", done(request), 2_000);
  const told = sent(self.fire("room", 1_000_000), "node-room");
  t.deepEqual(
    told.map(({ to }) => to),
    [b!, c!],
  );
  t.deepEqual(told[0]!.message, { kind: "node-room", write: 100, led: 3 });
});

test("a node without limits of its own tells nobody", (t) => {
  const { started } = node({ nodeBuckets: false });
  t.false(started.some((effect) => effect.kind === "set-timer" && effect.timer === "room"));
  t.true(node().started.some((effect) => effect.kind === "set-timer" && effect.timer === "room"));
});

test("a write beyond the allocation needs room on the nodes of all members", (t) => {
  const idle = 20_000_000;
  const busy: DynamoMessage = { kind: "node-room", write: 0, led: 0 };
  const free: DynamoMessage = { kind: "node-room", write: 50, led: 0 };
  const self = node();
  t.is(passed(self, 30, idle), 30, "nobody has anything against it");
  const refused = node();
  refused.tell("storage-c", busy, idle);
  t.is(passed(refused, 30, idle), 10, "the allocation alone is left");
  refused.tell("storage-c", free, idle);
  t.is(passed(refused, 5, idle, 100), 5);
});

test("what is led elsewhere is work here, however often it is told", (t) => {
  const self = node();
  const room = (): number => sent(self.fire("room", 0), "node-room")[0]!.message.write;
  self.tell("storage-b", { kind: "node-room", write: 50, led: 30 });
  self.tell("storage-b", { kind: "node-room", write: 50, led: 30 });
  t.is(room(), 70);
  self.tell("storage-b", { kind: "node-room", write: 50, led: 45 });
  t.is(room(), 55);
});
