import test from "ava";
import { address, fault, judge, listener, simulate, sketch } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";
import { firstDifference, recordInWords } from "./trace-text.ts";

const sender = (late: number) =>
  sketch({
    name: "sender",
    start: (effects) => {
      effects.send(address("b"), { kind: "append" });
      effects.setTimer("again", ms(2), ms(2));
    },
    handle: (_, event, effects) => {
      if (event.kind !== "timer") return;
      effects.send(address("b"), { kind: late > 0 ? "late" : "append" });
      effects.persist({ kind: "entry" });
      effects.mark("told");
    },
  });

const copying = judge(1, 3, (_from, _to, fate) => {
  fate.copies = 1;
});
const crashing = fault(
  4,
  5,
  (world) => world.crash("on-b"),
  (world) => world.restart("on-b"),
);

function traceOf(late: number) {
  const roles = { a: sender(late), b: listener({ name: "listener" }) };
  const simulation = simulate(roles, { keepTrace: true, faults: [copying, crashing] });
  simulation.runUntil(at(ms(10)));
  return simulation.trace!;
}

test("a trace reads as what happened, when, to whom, and why", (t) => {
  t.deepEqual([...traceOf(0).records()].map(recordInWords), [
    "0.000 ms  a  start as sender  (event 0)",
    "0.000 ms  b  start as listener  (event 1)",
    "1.000 ms  hardship test begins  (event 2)",
    "1.000 ms  b  append from a  (event 3, after 0)",
    "2.000 ms  a  timer again  (event 4, after 0)",
    "2.000 ms  a  mark told  (after 4)",
    "2.000 ms  a  persisted entry  (event 5, after 4)",
    "3.000 ms  hardship test ends  (event 6)",
    "3.000 ms  b  append from a  (event 7, after 4)",
    "3.000 ms  b  copy of append from a  (event 8, after 4)",
    "4.000 ms  hardship test begins  (event 9)",
    "4.000 ms  crash on-b  (after 9)",
    "5.000 ms  hardship test ends  (event 10)",
    "5.000 ms  restart on-b  (after 10)",
    "5.000 ms  b  start as listener  (event 11, after 10)",
  ]);
});

test("the first difference of two traces is where they part", (t) => {
  const difference = firstDifference(traceOf(0), traceOf(1));
  t.is(difference?.index, 8);
  t.is(difference?.first?.label, "append");
  t.is(difference?.second?.label, "late");
  t.is(firstDifference(traceOf(0), traceOf(0)), undefined);
});
