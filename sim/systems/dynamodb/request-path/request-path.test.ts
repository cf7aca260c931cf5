/** The request path as a whole, run by the kernel in check mode, with storage nodes that only answer. */

import test from "ava";
import { crash } from "../../../faults/crash.ts";
import { faultOf } from "../../../faults/schedule.ts";
import { constant } from "../../../kernel/distribution.ts";
import type { Address, Role } from "../../../kernel/role.ts";
import { createSimulation, type Simulation } from "../../../kernel/simulation.ts";
import { at, type Duration, ms, seconds } from "../../../kernel/time.ts";
import { place } from "../../../kernel/topology.ts";
import { type Config, configure } from "../config.ts";
import type { DynamoMessage } from "../messages.ts";
import { get, halves, mapOf, routeTo } from "./alone.test-helper.ts";
import { loadBalancer } from "./load-balancer.ts";
import { metadataServer } from "./metadata-service.ts";
import { requestRouter } from "./request-router.ts";

interface NodeSetup {
  /** Whether it tells every router that its partition has moved to the other node. */
  readonly moved: boolean;
}

/** Answers every request at once, or says where the partition went. */
const node: Role<object, DynamoMessage, never, NodeSetup> = {
  name: "node",
  start(_self, { moved }, _disk, _at, effects) {
    const route = routeTo("p1", [0, 0.5], { version: 2, leader: "storage-b" });
    if (moved) effects.send("metadata-0" as Address, { kind: "route-changed", route });
    return { moved };
  },
  handle(state, event, effects) {
    if (event.kind !== "message" || event.message.kind !== "forward") return;
    const { request, partition = "" } = event.message;
    if ("moved" in state && state.moved && partition === "p1") {
      const newer = [routeTo("p1", [0, 0.5], { version: 2, leader: "storage-b" })];
      const { request: number } = request;
      effects.send(event.from, { kind: "wrong-partition", request: number, partition, newer });
    } else {
      const answer = { value: 1, version: 1, units: 1 };
      effects.send(event.from, { kind: "done", request: request.request, ...answer });
    }
  },
};

interface ClientSetup {
  readonly every: Duration;
}

/** Reads one key after the other, and counts what comes back. */
const reader: Role<
  { asked: number; done: number; every: Duration },
  DynamoMessage,
  never,
  ClientSetup
> = {
  name: "reader",
  start(_self, { every }, _disk, _at, effects) {
    effects.setTimer("next", every, every);
    return { asked: 0, done: 0, every };
  },
  handle(state, event, effects) {
    if (event.kind === "message" && event.message.kind === "done") state.done += 1;
    if (event.kind !== "timer") return;
    effects.send("balancer" as Address, get(state.asked, `key-${state.asked % 50}`));
    state.asked += 1;
    effects.setTimer("next", state.every, state.every);
  },
};

interface Options {
  readonly config?: Partial<Config>;
  readonly cold?: boolean;
  readonly moved?: boolean;
  readonly crashed?: string;
}

const names = (kind: string): Address[] =>
  [0, 1, 2].map((number) => `${kind}-${number}` as Address);

/** Three routers and three metadata servers, 1,000 requests a second. */
function build({
  config: changes = {},
  cold = false,
  moved = false,
  crashed,
}: Options): Simulation {
  const config = configure(changes);
  const [routers, metadata] = [names("router"), names("metadata")];
  const routes = mapOf(halves);
  const on = (address: string) => ({ address: address as Address, machine: address });
  const placements = [
    place({ ...on("client"), role: reader, setup: { every: ms(1) } }),
    place({ ...on("balancer"), role: loadBalancer, setup: { config, near: routers, far: [] } }),
    ...routers.map((name) =>
      place({ ...on(name), role: requestRouter, setup: { config, routes, metadata, cold } }),
    ),
    ...metadata.map((name) => {
      const peers = metadata.filter((other) => other !== name);
      return place({ ...on(name), role: metadataServer, setup: { config, routes, peers } });
    }),
    place({ ...on("storage-a"), role: node, setup: { moved } }),
    place({ ...on("storage-b"), role: node, setup: { moved: false } }),
  ];
  const whole = { from: ms(100), until: ms(300) };
  return createSimulation({
    seed: 1,
    machines: placements.map(({ machine }) => ({ name: machine, zone: "a" })),
    network: { withinZone: constant(ms(0.1)), acrossZones: constant(ms(0.4)) },
    placements,
    faults: crashed === undefined ? [] : [faultOf(crash({ machine: crashed, ...whole }))],
    mode: "check",
  });
}

function run(options: Options): { asked: number; done: number; mark: (name: string) => number } {
  const simulation = build(options);
  simulation.runUntil(at(seconds(1)));
  const { asked, done } = simulation.world.playing(reader)[0]!.state;
  return { asked, done, mark: (name) => simulation.marks.get(name) ?? 0 };
}

test("metadata load is the same with cold caches as with warm ones, one look-up a request", (t) => {
  const [warm, cold] = [run({}), run({ cold: true })];
  t.is(warm.mark("metadata-lookup"), warm.mark("cache-hit"));
  t.is(cold.mark("metadata-lookup") - cold.mark("look-up-hedged"), warm.mark("metadata-lookup"));
  t.true(cold.mark("cache-miss") > 0);
  t.true(cold.done >= cold.asked - 3, "all but what is on its way");
});

test("refreshing on a miss only, a warm cache asks for one request in four hundred", (t) => {
  const warm = run({ config: { routeRefresh: "on-miss" } });
  const share = warm.mark("metadata-lookup") / warm.asked;
  t.true(share > 0 && share < 0.01, `${share}`);
});

test("a moved partition costs each router one second hop at most", (t) => {
  const moved = run({ moved: true });
  t.true(moved.mark("second-hop") <= 3);
  t.is(moved.mark("stale-route"), moved.mark("second-hop"));
  t.true(moved.done >= moved.asked - 3);
});

test("a crashed router costs what it was asked, and the balancer finds out", (t) => {
  const crashed = run({ crashed: "router-1", config: { balancerPatience: ms(20) } });
  t.is(crashed.mark("router-silent"), 1);
  // A third of the requests of 20 to 25 ms.
  const lost = crashed.asked - crashed.done;
  t.true(lost >= 5 && lost <= 12, `${lost}`);
});

test("a crashed metadata server delays nobody whose route is cached, and learns the map again", (t) => {
  const crashed = run({ crashed: "metadata-0" });
  t.true(crashed.done >= crashed.asked - 3);
  t.is(crashed.mark("metadata-caught-up"), 1);
});
