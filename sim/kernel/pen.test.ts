import test from "ava";
import { InvariantViolation } from "./assert.ts";
import { Pen } from "./pen.ts";
import { address } from "./sketch.test-helper.ts";
import { type Duration, ms } from "./time.ts";

test("effects are listed as plain data, in the order in which they were written", (t) => {
  const pen = new Pen();
  pen.send(address("b"), { kind: "hello" });
  pen.setTimer("t", ms(1), ms(2));
  pen.checkpoint({ n: 1 }, 10);
  t.deepEqual(pen.effects(), [
    { kind: "send", to: address("b"), message: { kind: "hello" }, bytes: 0 },
    { kind: "set-timer", timer: "t", min: ms(1), max: ms(2) },
    { kind: "checkpoint", record: { n: 1 }, bytes: 10 },
  ]);
});

test("a cleared pen has written nothing, and writes into the same objects again", (t) => {
  const pen = new Pen();
  pen.mark("one");
  const [first] = pen.effects();
  pen.clear();
  t.deepEqual(pen.effects(), []);
  pen.mark("two");
  t.is(pen.effects()[0], first, "no garbage");
  t.deepEqual(pen.effects(), [{ kind: "mark", name: "two" }]);
});

test("timers take whole lengths in order, of a range that one draw covers", (t) => {
  const pen = new Pen();
  const refused: readonly (readonly [number, number])[] = [
    [1.5, 2],
    [1, 2.5],
    [3, 2],
    [-1, 2],
    [Number.NaN, 2],
    [0, 0x1_0000_0000],
    [0, Number.POSITIVE_INFINITY],
  ];
  for (const [min, max] of refused) {
    t.throws(() => pen.setTimer("t", min as Duration, max as Duration), {
      instanceOf: InvariantViolation,
      message: /^timer "t" is set for/,
    });
  }
  t.is(pen.count, 0);
});

test("one cannot pick from nothing", (t) => {
  for (const count of [0, -1, 1.5]) {
    t.throws(() => new Pen().pick(count), { message: `cannot pick one of ${count}` });
  }
});
