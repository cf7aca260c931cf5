import test from "ava";
import { Pen } from "../../../kernel/pen.ts";
import type { Address } from "../../../kernel/role.ts";
import { type LocalTime, seconds } from "../../../kernel/time.ts";
import { keyHash } from "../../../parts/key-hash.ts";
import { wholeRange } from "../../../parts/key-range.ts";
import { observe } from "../admission/partition-admission.ts";
import { type Config, configure } from "../config.ts";
import type { Route } from "../messages/path.ts";
import type { DynamoMessage } from "../messages.ts";
import { marks, sent } from "../request-path/alone.test-helper.ts";
import { replicaOn } from "../tables.ts";
import { freshNode, type NodeEffects, type NodeState } from "./node-state.ts";
import { onPartitionSize, onSplitWatch } from "./split-watch.ts";

const self = "storage-a" as Address;
const control = "auto-admin" as Address;
const leader = replicaOn("p1", self);
const route: Route = {
  table: "orders",
  id: "p1",
  range: wholeRange,
  version: 0,
  members: [leader],
  leader,
};

function node(changes: Partial<Config> = {}): NodeState {
  const config = configure(changes);
  const routes = new Map([["p1", route]]);
  const setup = { config, peers: [], metadata: [], control, routes, tables: new Map() };
  return freshNode(self, setup, false, 0 as LocalTime);
}

/** `perSecond` writes of one unit, for so long. */
function write(
  state: NodeState,
  perSecond: number,
  length: number,
  key: (index: number) => string,
): LocalTime {
  const demand = { table: "orders", kind: "write" as const, bytes: 100, partition: "p1" };
  for (let index = 0; index < perSecond * length; index += 1) {
    const at = Math.floor((index * seconds(1)) / perSecond) as LocalTime;
    observe(state.admission, demand, key(index), 1, at);
  }
  return seconds(length) as unknown as LocalTime;
}

function look(state: NodeState, at: LocalTime) {
  const pen = new Pen();
  onSplitWatch(state, at, pen as NodeEffects);
  return structuredClone(pen.effects()) as unknown as Parameters<typeof marks>[0];
}

/** As good as random, and the same in every run. */
const scattered = (index: number): string => keyHash(String(index % 5_000));

test("a partition above 80 % of its limit for two minutes asks for a split amid its traffic", (t) => {
  const state = node();
  const asked = look(state, write(state, 900, 185, scattered));
  const [wanted] = sent(asked, "split-wanted");
  t.like(wanted, { to: control, message: { partition: "p1", leader, cause: "consumption" } });
  const { at = "" } = wanted?.message ?? {};
  t.true(at > "7" && at < "9", at);
});

test("one that has not been above it for long enough does not ask, nor one below it", (t) => {
  const young = node();
  t.deepEqual(sent(look(young, write(young, 900, 100, scattered)), "split-wanted"), []);
  const calm = node();
  t.deepEqual(sent(look(calm, write(calm, 780, 185, scattered)), "split-wanted"), []);
});

test("the traffic is halved, not the range", (t) => {
  const state = node();
  const asked = look(
    state,
    write(state, 900, 185, (index) => `f${scattered(index)}`),
  );
  const { at = "" } = sent(asked, "split-wanted")[0]?.message ?? {};
  t.true(at > "f7" && at < "f9", at);
});

test("one hot item and a moving front are not split", (t) => {
  const hot = node();
  const oneKey = (index: number): string => (index % 10 < 6 ? "hot" : scattered(index));
  const refused = look(hot, write(hot, 900, 185, oneKey));
  t.deepEqual(marks(refused), ["split-refused-one-hot-key"]);
  t.deepEqual(sent(refused, "split-wanted"), []);
  const moving = node();
  const inOrder = (index: number): string => String(index).padStart(9, "0");
  t.deepEqual(marks(look(moving, write(moving, 900, 185, inOrder))), [
    "split-refused-moving-front",
  ]);
});

test("with splitting off nothing is asked for", (t) => {
  const state = node({ splitting: false });
  t.deepEqual(sent(look(state, write(state, 900, 185, scattered)), "split-wanted"), []);
});

test("a busy node says how busy it is, and offers replicas only above the threshold", (t) => {
  const calm = node({ nodeWriteCapacity: 1_500, splitting: false });
  const [load] = sent(look(calm, write(calm, 900, 61, scattered)), "node-load");
  t.like(load?.message, { used: 0.6, offers: [] });
  const busy = node({ nodeWriteCapacity: 1_000, splitting: false });
  const [cry] = sent(look(busy, write(busy, 900, 61, scattered)), "node-load");
  t.deepEqual(cry?.message.offers, [{ partition: "p1", share: 0.9, nodes: [self] }]);
});

test("an idle node is silent", (t) => {
  t.deepEqual(sent(look(node(), seconds(10) as unknown as LocalTime), "node-load"), []);
});

test("a partition that is too large is reported with the key that halves it", (t) => {
  const pen = new Pen();
  const size: Extract<DynamoMessage, { kind: "partition-size" }> = {
    kind: "partition-size",
    partition: "p1",
    bytes: 9_500_000_000,
    middle: "8",
  };
  onPartitionSize(node(), leader, size, pen as NodeEffects);
  const asked = pen.effects() as unknown as Parameters<typeof marks>[0];
  t.like(sent(asked, "split-wanted")[0]?.message, { at: "8", leader, cause: "size" });
});
