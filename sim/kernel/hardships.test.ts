import test from "ava";
import { constant } from "./distribution.ts";
import type { Hardship } from "./fault.ts";
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

const b = address("b");
const machine = "on-b";

/** Sends b a numbered word every 10 ms, the first at 9 ms, so that it arrives at 10 ms. */
const clockwork = () =>
  sketch({
    start: (effects) => {
      effects.setTimer("next", ms(9), ms(9));
      return { n: 0 };
    },
    handle: (state, _event, effects) => {
      effects.send(b, { kind: "word", n: ++state.n });
      effects.setTimer("next", ms(10), ms(10));
    },
  });

const crashed = (from: number, until: number) =>
  fault(
    from,
    until,
    (world) => world.crash(machine),
    (world) => world.restart(machine),
  );

const paused = (from: number, until: number) =>
  fault(
    from,
    until,
    (world) => world.pause(machine),
    (world) => world.resume(machine),
  );

/** Writes what it hears to disk, and starts with what it finds there. */
const diary = () =>
  listener({
    start: (_effects, { records, torn }) => [
      ...records.map((record) => `found ${record.n}`),
      ...(torn === undefined ? [] : [`torn ${torn.n}`]),
    ],
    handle: (_, event, effects) => {
      if (event.kind === "message") effects.persist(event.message as Word);
    },
  });

test("a crashed machine hears nothing, and comes back with its disk only", (t) => {
  const role = diary();
  const flush = constant(ms(1));
  const faults = [crashed(25, 45)];
  const simulation = simulate({ a: clockwork(), b: role }, { faults, machine: { flush } });
  simulation.runUntil(at(ms(30)));
  t.deepEqual(heard(simulation, role), [], "nobody is there while it is down");
  simulation.runUntil(at(ms(51)));
  t.deepEqual(heard(simulation, role), [
    ["found 1", "found 2", "50 word 5", "51 persisted word 5"],
  ]);
  t.is(simulation.world.playing(role)[0]?.starts, 2);
  t.is(simulation.world.traffic().dropped, 2);
});

test("what was sent before the restart does not arrive after it", (t) => {
  const role = listener();
  const network = { withinZone: constant(ms(20)), acrossZones: constant(ms(20)) };
  const faults = [crashed(10, 12)];
  const simulation = simulate({ a: clockwork(), b: role }, { faults, network });
  simulation.runUntil(at(ms(40)));
  t.deepEqual(heard(simulation, role), [["39 word 2"]]);
});

test("a crash drops timers", (t) => {
  const role = listener({
    start: (effects) => {
      effects.setTimer("alarm", ms(30), ms(30));
      return [];
    },
  });
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [crashed(12, 14)] });
  simulation.runUntil(at(ms(45)));
  const timers = heard(simulation, role)[0]?.filter((line) => line.includes("timer"));
  t.deepEqual(timers, ["44 timer alarm"], "the second start's, not the first's");
});

test("overlapping crashes hold a machine down until the last of them is over", (t) => {
  const role = listener();
  const faults = [crashed(5, 25), crashed(15, 45)];
  const simulation = simulate({ a: clockwork(), b: role }, { faults });
  simulation.runUntil(at(ms(61)));
  t.deepEqual(heard(simulation, role), [["50 word 5", "60 word 6"]]);
});

test("a paused machine is told everything at resume, in order", (t) => {
  const role = listener({
    start: (effects) => {
      effects.setTimer("alarm", ms(25), ms(25));
      return [];
    },
  });
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [paused(15, 35)] });
  simulation.runUntil(at(ms(34)));
  t.deepEqual(heard(simulation, role), [["10 word 1"]], "still up, and deaf");
  t.is(simulation.world.traffic().inFlight, 2);
  simulation.runUntil(at(ms(40)));
  const expected = ["10 word 1", "35 word 2", "35 timer alarm", "35 word 3", "40 word 4"];
  t.deepEqual(heard(simulation, role), [expected]);
});

test("overlapping pauses hold a machine until the last of them is over", (t) => {
  const role = listener();
  const faults = [paused(5, 15), paused(12, 32)];
  const simulation = simulate({ a: clockwork(), b: role }, { faults });
  simulation.runUntil(at(ms(33)));
  t.deepEqual(heard(simulation, role), [["32 word 1", "32 word 2", "32 word 3"]]);
});

test("a held message can still cancel a held timer", (t) => {
  const role = listener({
    start: (effects) => {
      effects.setTimer("alarm", ms(25), ms(25));
      return [];
    },
    handle: (_, event, effects) => {
      if (event.kind === "message") effects.cancelTimer("alarm");
    },
  });
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [paused(5, 35)] });
  simulation.runUntil(at(ms(39)));
  t.deepEqual(heard(simulation, role), [["35 word 1", "35 word 2", "35 word 3"]]);
});

test("a paused machine that crashes loses what was held", (t) => {
  const role = listener({
    start: (effects) => {
      effects.setTimer("alarm", ms(9), ms(9));
      return [];
    },
  });
  const faults = [paused(5, 62), crashed(25, 35)];
  const simulation = simulate({ a: clockwork(), b: role }, { faults });
  simulation.runUntil(at(ms(59)));
  t.deepEqual(heard(simulation, role), [], "restarted, but not before the pause is over");
  simulation.runUntil(at(ms(71)));
  t.deepEqual(heard(simulation, role), [["70 word 7", "71 timer alarm"]]);
  const { sent, delivered, dropped, inFlight } = simulation.world.traffic();
  t.is(sent, delivered + dropped + inFlight);
});

test("a pause stops the processor: what was left of a service is left at resume", (t) => {
  const role = listener({ serviceTime: () => ms(6) });
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [paused(12, 112)] });
  simulation.runUntil(at(ms(122)));
  // 2 of 6 ms were done when the pause began; what came during the pause queues behind.
  t.deepEqual(heard(simulation, role), [["116 word 1", "122 word 2"]]);
});

test("drift stretches timers, pending ones too; a jump does not", (t) => {
  const role = listener({
    start: (effects) => {
      effects.setTimer("alarm", ms(100), ms(100));
      return [];
    },
  });
  const ends = (begin: (world: Hardship) => void): number => {
    const simulation = simulate({ b: role }, { faults: [fault(50, 1_000, begin)] });
    while (heard(simulation, role)[0]?.length !== 1) simulation.step();
    return simulation.now / 1_000;
  };
  t.is(
    ends((world) => world.driftClock(machine, -500_000)),
    150,
    "half as fast for 50 ms of it",
  );
  t.is(
    ends((world) => world.driftClock(machine, 1_000_000)),
    75,
  );
  t.is(
    ends((world) => world.jumpClock(machine, ms(-30))),
    100,
  );
});

test("a slow disk is slower by its factor, and loses the factor with the fault", (t) => {
  const role = diary();
  const slow = fault(
    0,
    15,
    (world) => world.slowDisk(machine, 3),
    (world) => world.slowDisk(machine, 1),
  );
  const flush = constant(ms(2));
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [slow], machine: { flush } });
  simulation.runUntil(at(ms(25)));
  t.deepEqual(heard(simulation, role), [
    ["10 word 1", "16 persisted word 1", "20 word 2", "22 persisted word 2"],
  ]);
});

test("a torn write is found torn after the restart", (t) => {
  const role = diary();
  const tear = fault(
    11,
    15,
    (world) => {
      world.unsynced(machine, "torn");
      world.crash(machine);
    },
    (world) => world.restart(machine),
  );
  const flush = constant(ms(5));
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [tear], machine: { flush } });
  simulation.runUntil(at(ms(16)));
  t.deepEqual(heard(simulation, role), [["torn 1"]]);
});

test("a wiped machine finds nothing on its disk", (t) => {
  const role = diary();
  const wiped = fault(
    15,
    20,
    (world) => {
      world.crash(machine);
      world.wipe(machine);
    },
    (world) => world.restart(machine),
  );
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [wiped] });
  simulation.runUntil(at(ms(20)));
  t.deepEqual(
    simulation.world.playing(role).map(({ disk }) => disk),
    [[]],
  );
});

test("endFaults heals everything and calls off what was to come", (t) => {
  const role = listener();
  const deaf = judge(0, 5_000, (_from, _to, fate) => {
    fate.drop = true;
  });
  const faults = [crashed(5, 5_000), paused(8, 5_000), deaf, crashed(100, 200)];
  const simulation = simulate({ a: clockwork(), b: role }, { faults });
  simulation.runUntil(at(ms(31)));
  simulation.endFaults();
  simulation.runUntil(at(seconds(6)));
  const lines = heard(simulation, role)[0]!;
  t.is(lines[0], "40 word 4");
  t.is(lines.length, 597, "and never again interrupted");
});

test("a crash before the first start delays it", (t) => {
  const role = listener({ start: (effects) => (effects.setTimer("t", ms(1), ms(1)), []) });
  const simulation = simulate({ b: role }, { faults: [crashed(0, 30)] });
  simulation.runUntil(at(ms(40)));
  t.deepEqual(heard(simulation, role), [["31 timer t"]]);
  t.is(simulation.world.playing(role)[0]?.starts, 1);
});
