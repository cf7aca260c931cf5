import test from "ava";
import { timesOutOfOrder } from "./recorded-order.ts";

const second = 1_000_000;
const wrong = (...seconds: number[]) => [
  ...timesOutOfOrder(
    seconds.map((time) => time * second),
    second,
  ).entries(),
];

test("times that go forward, stand still, or step back a little are in order", (t) => {
  t.deepEqual(wrong(), []);
  t.deepEqual(wrong(5), []);
  t.deepEqual(wrong(5, 5, 6, 5.2, 7, 6, 1000), []);
});

test("a time that steps back further than the tolerance is out of order", (t) => {
  t.deepEqual(wrong(10, 11, 3, 12), [[2, "the time is 8 s before that of an earlier line"]]);
  t.deepEqual(wrong(10, 9.5, 8.9), [[2, "the time is 1.1 s before that of an earlier line"]]);
});

test("one time that leaps ahead does not condemn the lines after it", (t) => {
  t.deepEqual(wrong(10, 99, 11, 12, 13), [[1, "the time is 87 s ahead of the lines after it"]]);
});

test("the first time may be the one that is wrong, either way", (t) => {
  t.deepEqual(wrong(99, 11, 12), [[0, "the time is 87 s ahead of the lines after it"]]);
  const start = 1_584_662_400;
  t.deepEqual(wrong(0, start, start + 1), [
    [0, "the time is 1584662400 s before the lines after it"],
  ]);
});

test("a clock set back for good costs the lines until it has caught up", (t) => {
  t.deepEqual(
    wrong(100, 101, 91, 92, 100.5, 102).map(([index]) => index),
    [2, 3],
  );
});
