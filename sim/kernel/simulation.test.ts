import test from "ava";
import { InvariantViolation } from "./assert.ts";
import { constant, exponential } from "./distribution.ts";
import type { Observer } from "./observer.ts";
import type { Address } from "./role.ts";
import type { SimulationOptions } from "./simulation.ts";
import {
  address,
  fault,
  heard,
  judge,
  listener,
  simulate,
  sketch,
  type Word,
} from "./sketch.test-helper.ts";
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
  const whole = ran({}).fingerprint();
  const stepped = simulate(
    { a: gossip, b: gossip, c: gossip },
    {
      ...rough,
      machine: { flush: exponential({ mean: ms(2) }), read: exponential({ mean: ms(1) }) },
    },
  );
  for (let time = 0; time < 1_000; time += 7) stepped.runUntil(at(ms(time)));
  while (stepped.events < ran({}).events) stepped.step();
  t.is(stepped.fingerprint(), whole);
});

test("observers are told of steps, marks, notes, messages, faults and machines", (t) => {
  const told: string[] = [];
  const observer: Observer = {
    onStep: (step) => {
      const move = step.by(noter);
      if (move === undefined) return;
      const effects = move.effects.map(({ kind }) => kind).join(" ");
      told.push(`step ${move.event?.kind ?? "start"} [${effects}] starts ${move.who.starts}`);
    },
    onNote: (from, fact, now) => told.push(`note ${from} ${fact.kind} ${now}`),
    onMark: (from, name) => told.push(`mark ${from} ${name}`),
    onMessage: ({ from, to, message, fate, sentAt, now, event }) =>
      told.push(`${fate} ${from}>${to} ${message.kind} ${sentAt}-${now} event ${event}`),
    onFault: ({ name }, phase, now) => told.push(`${name} ${phase} ${now}`),
    onMachine: (machine, change, now) => told.push(`${machine} ${change} ${now}`),
  };
  const noter = sketch({
    handle: (_, event, effects) => {
      effects.note({ kind: `saw-${event.kind}` });
      effects.mark("noted");
    },
  });
  const sender = sketch({
    start: (effects) => {
      effects.send(address("b"), { kind: "hello" });
      effects.setTimer("again", ms(2), ms(2));
    },
    handle: (_, _event, effects) => effects.send(address("b"), { kind: "lost" }),
  });
  const faults = [fault(2, 5, (world) => world.crash("on-b"))];
  simulate({ b: noter, a: sender }, { observers: [observer], faults }).runUntil(at(ms(6)));
  t.deepEqual(told, [
    "step start [] starts 1",
    "delivered a>b hello 0-1000 event 2",
    "note b saw-message 1000",
    "mark b noted",
    "step message [note mark] starts 1",
    "hardship begin 2000",
    "on-b crash 2000",
    "dropped a>b lost 2000-3000 event undefined",
    "hardship end 5000",
  ]);
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

test("a timer set again is replaced, and fires once", (t) => {
  const role = listener({
    start: (effects) => {
      effects.setTimer("t", ms(5), ms(5));
      effects.setTimer("t", ms(9), ms(9));
      effects.setTimer("u", ms(7), ms(7));
      effects.cancelTimer("u");
      return [];
    },
  });
  const simulation = simulate({ a: role });
  simulation.runUntil(at(seconds(1)));
  t.deepEqual(heard(simulation, role), [["9 timer t"]]);
});

test("one role's records complete in the order asked", (t) => {
  const role = listener({
    start: (effects) => {
      for (let n = 0; n < 50; n++) effects.persist({ kind: "record", n });
      return [];
    },
  });
  const machine = { flush: exponential({ mean: ms(5) }) };
  const simulation = simulate({ a: role }, { machine });
  simulation.runUntil(at(seconds(1)));
  const order = heard(simulation, role)[0]!.map((line) => Number(line.split(" record ")[1]));
  t.deepEqual(order, [...order.keys()]);
  t.is(order.length, 50);
  t.is(simulation.world.playing(role)[0]?.disk.length, 50);
});

test("records take the time that the disk's bandwidth says", (t) => {
  const role = listener({
    start: (effects) => {
      effects.persist({ kind: "record", n: 1 }, 5_000);
      effects.checkpoint({ kind: "record", n: 2 }, 5_000);
      return [];
    },
  });
  const machine = { flush: constant(ms(1)), diskBandwidth: 1_000_000 };
  const simulation = simulate({ a: role }, { machine });
  simulation.runUntil(at(seconds(1)));
  t.deepEqual(heard(simulation, role), [["6 persisted record 1", "11 persisted record 2"]]);
});

test("a message that needs no service does not overtake one that is being served", (t) => {
  const sender = sketch({
    start: (effects) => {
      for (const kind of ["heavy", "light"]) effects.send(address("b"), { kind });
    },
  });
  const serviceTime = ({ kind }: Word) => ms(kind === "heavy" ? 10 : 0);
  const role = listener({ serviceTime });
  const simulation = simulate({ a: sender, b: role });
  simulation.runUntil(at(seconds(1)));
  t.deepEqual(heard(simulation, role), [["11 heavy", "11 light"]]);
});
