import test from "ava";
import { inTurns, median, medianRatio } from "./measure.ts";

/** Gives one after another, and the last for ever. */
function series(values: readonly number[]) {
  let calls = 0;
  return { next: () => values[Math.min(calls++, values.length - 1)]!, calls: () => calls };
}

const effort = { repetitions: 3, share: 1 };

test("rounds that warm up do not count, and there are at least four", (t) => {
  const steady = series([1, 2, 2, 2, 2, 2.01, 2]);
  t.deepEqual(inTurns(effort, { steady: steady.next }), { steady: [2, 2.01, 2] });
  t.is(steady.calls(), 4 + 3);
});

test("warming up goes on while any of the rates gets better", (t) => {
  const steady = series([1]);
  const rising = series([1, 2, 3, 4, 5, 6, 6, 6, 7]);
  const rates = inTurns(effort, { steady: steady.next, rising: rising.next });
  t.deepEqual(rates, { steady: [1, 1, 1], rising: [7, 7, 7] });
  t.is(steady.calls(), 8 + 3);
});

test("what never settles is measured after ten rounds", (t) => {
  const rising = series(Array.from({ length: 13 }, (_, index) => 2 ** index));
  t.deepEqual(inTurns(effort, { rising: rising.next }), { rising: [1024, 2048, 4096] });
});

test("each repetition begins with another measurement", (t) => {
  const order: string[] = [];
  const noting = (name: string) => () => order.push(name) && 1;
  inTurns({ repetitions: 2, share: 0.1 }, { one: noting("one"), other: noting("other") });
  t.deepEqual(order, ["one", "other", "other", "one", "one", "other"]);
});

test("the median of an even number of values is the lower of the two in the middle", (t) => {
  t.is(median([4, 1, 3, 2]), 2);
  t.is(medianRatio([2, 9, 4], [1, 3, 4]), 2);
});
