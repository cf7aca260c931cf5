import test from "ava";
import { clockwork, crashed, paused } from "./clockwork.test-helper.ts";
import { heard, listener, simulate } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";

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
