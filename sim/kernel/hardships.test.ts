import test from "ava";
import { clockwork, crashed, diary, machine, paused } from "./clockwork.test-helper.ts";
import { constant } from "./distribution.ts";
import type { Hardship } from "./fault.ts";
import { fault, heard, judge, listener, simulate } from "./sketch.test-helper.ts";
import { at, ms, seconds } from "./time.ts";

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
