import test from "ava";
import { constant, uniform } from "./distribution.ts";
import { createSimulation } from "./simulation.ts";
import {
  address,
  heard,
  judge,
  listener,
  simulate,
  sketch,
  type Word,
} from "./sketch.test-helper.ts";
import { at, ms, seconds, us } from "./time.ts";

const b = address("b");
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Sends `count` numbered words to b at once. */
const burst = (count: number, bytes = 0) =>
  sketch({
    start: (effects) => {
      for (const n of numbers(count)) effects.send(b, { kind: "word", n }, bytes);
    },
  });

const jittery = {
  withinZone: constant(ms(1)),
  acrossZones: uniform({ min: us(100), max: ms(50) }),
};

test("a message arrives after the delay of its link", (t) => {
  const role = listener();
  const simulation = simulate({ a: burst(1), b: role });
  simulation.runUntil(at(seconds(1)));
  t.deepEqual(heard(simulation, role), [["1 word 0"]]);
});

test("each pair of zones has its own delay, in each direction", (t) => {
  const role = listener({
    handle: (_, _event, effects) => effects.send(address("a"), { kind: "back" }),
  });
  const home = listener({ start: (effects) => (effects.send(b, { kind: "there" }), []) });
  const network = {
    withinZone: constant(ms(1)),
    acrossZones: constant(ms(2)),
    pairs: { "zone-a>zone-b": constant(ms(7)) },
  };
  const simulation = simulate({ a: home, b: role }, { network });
  simulation.runUntil(at(seconds(1)));
  t.deepEqual(heard(simulation, home), [["9 back"]]);
});

test("messages of one link never overtake one another", (t) => {
  const role = listener();
  const simulation = simulate({ a: burst(200), b: role }, { network: jittery });
  simulation.runUntil(at(seconds(1)));
  const order = heard(simulation, role)[0]!.map((line) => line.split(" word ")[1]);
  t.deepEqual(order, numbers(200).map(String));
});

test("unless a fault says so", (t) => {
  const role = listener();
  const reordering = judge(0, 1_000, (_from, _to, fate) => {
    fate.unordered = true;
  });
  const options = { network: jittery, faults: [reordering] };
  const simulation = simulate({ a: burst(200), b: role }, options);
  simulation.runUntil(at(seconds(1)));
  const order = heard(simulation, role)[0]!.map((line) => Number(line.split(" word ")[1]));
  t.notDeepEqual(order, numbers(200));
  t.deepEqual(
    order.toSorted((x, y) => x - y),
    numbers(200),
    "all arrive, in another order",
  );
});

test("bytes take the time that the bandwidth says, one message after the other", (t) => {
  const role = listener();
  const network = { ...jittery, acrossZones: constant(ms(1)), bandwidth: 1_000_000 };
  const simulation = simulate({ a: burst(3, 10_000), b: role }, { network });
  simulation.runUntil(at(seconds(1)));
  t.deepEqual(heard(simulation, role), [["11 word 0", "21 word 1", "31 word 2"]]);
});

test("within a machine a message takes no time, and no fault is asked", (t) => {
  const role = listener();
  const deaf = judge(0, 1_000, (_from, _to, fate) => {
    fate.drop = true;
  });
  const machine = { name: "m", zone: "z" };
  const place = { machine: "m", setup: undefined };
  const simulation = createSimulation({
    seed: 1,
    mode: "fast",
    network: jittery,
    machines: [machine],
    placements: [
      { ...place, address: address("a"), role: burst(1) },
      { ...place, address: b, role },
    ],
    faults: [deaf],
  });
  simulation.runUntil(at(seconds(1)));
  t.deepEqual(heard(simulation, role), [["0 word 0"]]);
});

test("a dropped message shifts the delay of no other", (t) => {
  const sparse = sketch({
    start: (effects) => effects.setTimer("next", ms(100), ms(100)),
    handle: (_, _event, effects) => {
      effects.send(b, { kind: "word" });
      effects.setTimer("next", ms(100), ms(100));
    },
  });
  const arrivals = (faults: Parameters<typeof simulate>[1]): readonly string[] => {
    const role = listener();
    const simulation = simulate({ a: sparse, b: role }, { network: jittery, ...faults });
    simulation.runUntil(at(seconds(3)));
    return heard(simulation, role)[0]!;
  };
  const deaf = judge(450, 750, (_from, _to, fate) => {
    fate.drop = true;
  });
  const [clean, hurt] = [arrivals({}), arrivals({ faults: [deaf] })];
  t.is(hurt.length, clean.length - 3);
  t.deepEqual(hurt, [...clean.slice(0, 4), ...clean.slice(7)]);
});

test("delays of overlapping faults add up, and so do copies", (t) => {
  const role = listener();
  const slow = judge(0, 1_000, (_from, _to, fate) => {
    fate.delay = us(fate.delay + 10_000);
    fate.copies++;
  });
  const simulation = simulate({ a: burst(1), b: role }, { faults: [slow, slow] });
  simulation.runUntil(at(seconds(1)));
  t.deepEqual(heard(simulation, role), [["21 word 0", "21 word 0", "21 word 0"]]);
});

test("every message sent or copied is delivered, dropped or in flight", (t) => {
  const chatter = sketch({
    start: (effects, _disk, self) => {
      const peer = self === "a" ? b : address("a");
      for (const n of numbers(20)) effects.send(peer, { kind: "word", n });
    },
    handle: (_, event, effects) => {
      if (event.kind === "message") effects.send(event.from, event.message as Word);
    },
  });
  const rough = judge(0, 900, (_from, _to, fate, random) => {
    fate.drop = random.below(100) < 5;
    fate.copies = random.below(100) < 5 ? 1 : 0;
  });
  const options = { network: jittery, faults: [rough] };
  const simulation = simulate({ a: chatter, b: chatter }, options);
  for (let time = 1; time <= 100; time++) {
    simulation.runUntil(at(ms(time * 10)));
    const { sent, copied, delivered, dropped, inFlight } = simulation.world.traffic();
    t.is(sent + copied, delivered + dropped + inFlight, `after ${time * 10} ms`);
  }
  const { copied, dropped } = simulation.world.traffic();
  t.true(copied > 5 && dropped > 5);
});

test("a message to nowhere is a bug of the role that sends it", (t) => {
  const lost = sketch({ start: (effects) => effects.send(address("x"), { kind: "word" }) });
  const error = t.throws(() => simulate({ a: lost }).runUntil(at(ms(1))));
  t.is(error?.message, 'a sends to "x", where no role is');
});
