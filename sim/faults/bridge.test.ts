import test from "ava";
import { bridge } from "./bridge.ts";
import { lostByPhase, pingUnder, sent, spell } from "./ping.test-helper.ts";

test("the two sides of a bridge do not hear each other, and both hear the bridge", (t) => {
  const run = pingUnder([bridge({ sides: [["a"], ["b"]], bridge: "c", ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-b")), [0, 150, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-a-2")), [0, 150, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-c")), [0, 0, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-c", "storage-b")), [0, 0, 0]);
});

test("one machine can bridge what cuts off the rest of its zone", (t) => {
  const run = pingUnder([bridge({ sides: [["a"], ["b", "c"]], bridge: "storage-a-2", ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-b")), [0, 150, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-a-2")), [0, 0, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-a-2", "storage-c")), [0, 0, 0]);
});

test("a bridge that stands on a side is refused", (t) => {
  t.throws(() => bridge({ sides: [["a"], ["b"]], bridge: "b", ...spell }), {
    instanceOf: RangeError,
    message: 'bridge: "b" is named twice; expected every place on one side, or as the bridge.',
  });
});
