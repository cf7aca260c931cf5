import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { type LocalTime, ms, seconds } from "../../../kernel/time.ts";
import { wholeRange } from "../../../parts/key-range.ts";
import { configure } from "../config.ts";
import type { AskReplica } from "../messages/healing.ts";
import type { DynamoMessage } from "../messages.ts";
import { type ControlEffects, type FleetSetup, freshControl } from "./control-state.ts";
import { onHealthTimer, onNodeHealth } from "./health.ts";
import { onAskReplica } from "./repairs.ts";
import { drainAt } from "./updates.ts";

const now = seconds(100) as number as LocalTime;

const fleet = (perZone: number): FleetSetup => ({
  config: configure(),
  nodes: ["a", "b", "c"].flatMap((zone) =>
    Array.from({ length: perZone }, (_, index) => ({
      address: `storage-${zone}-${index + 1}` as Address,
      zone,
    })),
  ),
  routes: new Map(),
  tables: new Map(),
});

const ask = (wanted: "log" | "storage", zones: readonly string[], lost: string): AskReplica => ({
  kind: "ask-replica",
  partition: "p",
  table: "orders",
  range: wholeRange,
  wanted,
  inPlaceOf: `p@${lost}` as Address,
  members: zones.map((zone) => `p@storage-${zone}` as Address),
});

/** Takes down who is told to host, and which marks are left. */
function pen() {
  const hosts: Address[] = [];
  const marks: string[] = [];
  const effects = {
    send: (to: Address, message: DynamoMessage) => {
      if (message.kind === "host-replica") hosts.push(to);
    },
    mark: (name: string) => marks.push(name),
    setTimer: () => undefined,
    pick: () => 0,
  } as unknown as ControlEffects;
  return { effects, hosts, marks };
}

function controlOf(setup: FleetSetup, silent: readonly string[] = []) {
  const drains = [{ replica: "storage-a-1" as Address, at: seconds(1) }];
  const state = freshControl("control-plane" as Address, { drains, fleet: setup }, now);
  const long = (now - seconds(11)) as LocalTime;
  for (const node of silent) state.reports.set(node as Address, long);
  return state;
}

test("a log replica is built in the zone of the lost one, if a node stays free there", (t) => {
  const { effects, hosts } = pen();
  const state = controlOf(fleet(3), ["storage-a-1"]);
  const lost = ask("log", ["a-1", "b-1", "c-1"], "storage-a-1");
  onAskReplica(state, fleet(3), lost, now, effects);
  t.deepEqual(hosts, ["storage-a-2"]);
});

test("the last free node of the zone is left to the storage replica", (t) => {
  const { effects, hosts } = pen();
  const state = controlOf(fleet(2), ["storage-a-1"]);
  const lost = ask("log", ["a-1", "b-1", "c-1"], "storage-a-1");
  onAskReplica(state, fleet(2), lost, now, effects);
  const then = ask("storage", ["b-1", "c-1", "b-2"], "storage-b-2");
  onAskReplica(state, fleet(2), then, now, effects);
  t.deepEqual(hosts, ["storage-b-2", "storage-a-2"]);
});

test("asked again, the same node is told again", (t) => {
  const { effects, hosts } = pen();
  const state = controlOf(fleet(3), ["storage-a-1"]);
  const lost = ask("log", ["a-1", "b-1", "c-1"], "storage-a-1");
  onAskReplica(state, fleet(3), lost, now, effects);
  onAskReplica(state, fleet(3), lost, (now + ms(500)) as LocalTime, { ...effects, pick: () => 1 });
  t.is(hosts[1], hosts[0]);
});

test("nothing is built in place of a replica whose node is being updated", (t) => {
  const { effects, hosts, marks } = pen();
  const state = controlOf(fleet(3), ["storage-a-1"]);
  drainAt(state, "drain-0", now, effects);
  const lost = ask("log", ["a-1", "b-1", "c-1"], "storage-a-1");
  onAskReplica(state, fleet(3), lost, now, effects);
  t.deepEqual([hosts, marks], [[], ["update-awaited"]]);
});

test("a node that is silent for longer than nodeDead is dead until it reports again", (t) => {
  const { effects, marks } = pen();
  const state = controlOf(fleet(1), ["storage-b-1"]);
  onHealthTimer(state, fleet(1), now, effects);
  t.deepEqual([...state.dead], ["storage-b-1" as Address]);
  onNodeHealth(state, "storage-b-1" as Address, now, effects);
  t.is(state.dead.size, 0);
  t.deepEqual(marks, ["node-dead", "node-back"]);
});
