import test from "ava";
import { InvariantViolation } from "./assert.ts";
import { exponential } from "./distribution.ts";
import type { Address } from "./role.ts";
import type { SimulationOptions } from "./simulation.ts";
import { address, fault, judge, simulate, sketch } from "./sketch.test-helper.ts";
import { at, ms, seconds } from "./time.ts";

interface Peer {
  readonly self: Address;
  readonly peers: readonly Address[];
  readonly seen: Map<number, number>;
  count: number;
}

/** Gossip with disks and picks: something of everything the kernel offers. */
const gossip = sketch<Peer>({
  name: "gossip",
  start: (effects, { records }, self) => {
    effects.setTimer("tick", ms(5), ms(15));
    const peers = ["a", "b", "c"].map(address).filter((peer) => peer !== self);
    return { self, peers, seen: new Map(), count: records.length };
  },
  handle: (state, event, effects) => {
    if (event.kind === "timer") {
      effects.setTimer("tick", ms(5), ms(15));
      const peer = state.peers[effects.pick(state.peers.length)]!;
      effects.persist({ kind: "entry", n: ++state.count });
      effects.fetch(state.count);
      effects.send(peer, { kind: "rumour", n: state.count, list: [state.count] }, 500);
    } else if (event.kind === "message") {
      const { n = 0 } = event.message;
      state.seen.set(n % 16, (state.seen.get(n % 16) ?? 0) + 1);
      if (n % 8 === 0) effects.checkpoint({ kind: "summary", n });
      effects.mark(n % 2 === 0 ? "even" : "odd");
    }
  },
});

const rough: Partial<SimulationOptions> = {
  network: {
    withinZone: exponential({ mean: ms(1) }),
    acrossZones: exponential({ mean: ms(3) }),
    bandwidth: 1_000_000,
  },
  faults: [
    fault(
      100,
      300,
      (world) => world.crash("on-a"),
      (world) => world.restart("on-a"),
    ),
    fault(
      150,
      400,
      (world) => world.pause("on-b"),
      (world) => world.resume("on-b"),
    ),
    fault(200, 600, (world) => world.driftClock("on-c", 100_000)),
    judge(50, 800, (_from, _to, fate, random) => {
      fate.drop = random.below(10) === 0;
      fate.copies = random.below(10) === 0 ? 1 : 0;
    }),
  ],
};

function ran(options: Partial<SimulationOptions>) {
  const disks = { flush: exponential({ mean: ms(2) }), read: exponential({ mean: ms(1) }) };
  const roles = { a: gossip, b: gossip, c: gossip };
  const simulation = simulate(roles, { ...rough, machine: disks, ...options });
  simulation.runUntil(at(seconds(2)));
  return simulation;
}

test("the same seed gives the same run, fast, checked, in a window, traced or not", (t) => {
  const fast = ran({});
  const print = fast.fingerprint();
  t.regex(print, /^[0-9a-f]{16}$/);
  t.is(ran({}).fingerprint(), print, "again");
  t.is(ran({ keepTrace: true }).fingerprint(), print, "traced");
  t.is(ran({ mode: "check" }).fingerprint(), print, "checked");
  t.is(ran({ mode: { checkFrom: 300, checkUntil: 900 } }).fingerprint(), print, "in a window");
  t.is(ran({ observers: [{ onStep: () => {} }] }).fingerprint(), print, "observed");
  t.true(fast.events > 1_500);
});

test("another seed gives another run", (t) => {
  t.not(ran({ seed: 2 }).fingerprint(), ran({}).fingerprint());
});

test("the fingerprint covers the states, not only the trace", (t) => {
  const quiet = (kept: number) => sketch({ start: () => ({ kept }) });
  const print = (kept: number): string => {
    const simulation = simulate({ a: quiet(kept) });
    simulation.runUntil(at(ms(1)));
    return simulation.fingerprint();
  };
  t.not(print(1), print(2));
  t.is(print(1), print(1));
});

test("runUntil in small steps, step by step and at once are the same run", (t) => {
  const whole = ran({});
  const stepped = simulate(
    { a: gossip, b: gossip, c: gossip },
    {
      ...rough,
      machine: { flush: exponential({ mean: ms(2) }), read: exponential({ mean: ms(1) }) },
    },
  );
  for (let time = 0; time < 1_000; time += 7) stepped.runUntil(at(ms(time)));
  while (stepped.events < whole.events) stepped.step();
  t.is(stepped.fingerprint(), whole.fingerprint());
});

test("a violation says where it happened, and the simulation can still be looked at", (t) => {
  const role = sketch({
    start: () => ({ n: 0 }),
    handle: (state: { n: number }, event) => {
      state.n++;
      if (event.kind === "message") throw new InvariantViolation("the sky falls");
    },
  });
  const sender = sketch({ start: (effects) => effects.send(address("b"), { kind: "push" }) });
  const simulation = simulate({ a: sender, b: role });
  const error = t.throws(() => simulation.runUntil(at(seconds(1))), {
    instanceOf: InvariantViolation,
    message: "the sky falls",
  });
  const where = { time: 1_000, event: 2, role: "b", doing: "push from a" };
  t.deepEqual(error instanceof InvariantViolation ? error.where : undefined, where);
  t.is(Number(simulation.now), 1_000);
  t.is(simulation.world.playing(role)[0]?.state.n, 1);
});

test("a run that goes beyond its bound of events is taken for endless", (t) => {
  const b = address("b");
  const echo = sketch({
    start: (effects) => effects.send(b, { kind: "echo" }),
    handle: (_, _event, effects) => effects.send(b, { kind: "echo" }),
  });
  const simulation = simulate({ b: echo }, { maxEvents: 1_000 });
  t.throws(() => simulation.runUntil(at(seconds(1))), { message: /more than 1000 events by 0 µs/ });
});

test("names that do not exist are refused before the run", (t) => {
  const role = sketch({});
  const zoneFault = { ...fault(0, 1, () => {}), zones: ["zone-x"] };
  t.throws(() => simulate({ a: role }, { faults: [zoneFault] }), {
    instanceOf: RangeError,
    message: 'fault hardship names zone "zone-x", expected one of zone-a',
  });
  const machineFault = { ...fault(0, 1, () => {}), machines: ["on-x"] };
  t.throws(() => simulate({ a: role }, { faults: [machineFault] }), {
    message: 'fault hardship names machine "on-x", expected one of on-a',
  });
  const twice = { name: "m", zone: "z" };
  t.throws(() => simulate({ a: role }, { machines: [twice, twice] }), {
    message: 'machine "m" is given twice',
  });
  t.throws(() => simulate({ a: role }, { faults: [fault(5, 3, () => {})] }), {
    message: /lasts from 5000 to 3000 µs/,
  });
});
