import test from "ava";
import { constant, exponential } from "./distribution.ts";
import { heard, listener, simulate } from "./sketch.test-helper.ts";
import { at, ms, seconds } from "./time.ts";

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
