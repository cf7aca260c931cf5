import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { type LocalTime, seconds, us } from "../kernel/time.ts";
import { aboveFor, consume, meanOver, throughputWindow } from "./throughput-window.ts";

const second = 1_000_000;
const local = (us: number) => us as LocalTime;
const atSecond = (count: number) => local(count * second);

test("the mean counts whole seconds that ended, not the one under way", (t) => {
  const window = throughputWindow({ length: 4, threshold: 100 }, atSecond(0));
  consume(window, 40, local(0.5 * second));
  t.is(meanOver(window, local(0.9 * second)), 0);
  t.is(meanOver(window, atSecond(1)), 10);
  t.is(meanOver(window, atSecond(1), 1), 40);
  t.is(meanOver(window, atSecond(2), 1), 0);
  t.is(meanOver(window, atSecond(4)), 10);
  t.is(meanOver(window, atSecond(5)), 0);
});

test("a mean above the threshold is timed from the second that made it so to the one that ends it", (t) => {
  const window = throughputWindow({ length: 2, threshold: 80 }, atSecond(0));
  for (const at of [0, 1, 2, 3]) consume(window, 100, atSecond(at));
  t.is(aboveFor(window, atSecond(4)), seconds(2));
  t.is(aboveFor(window, local(4.5 * second)), seconds(2.5));
  t.is(aboveFor(window, atSecond(5)), us(0));
  consume(window, 200, atSecond(5));
  t.is(aboveFor(window, atSecond(6)), us(0));
  t.is(aboveFor(window, local(6.25 * second)), seconds(0.25));
});

test("exactly the threshold is not above it", (t) => {
  const window = throughputWindow({ length: 1, threshold: 80 }, atSecond(0));
  consume(window, 80, atSecond(0));
  t.is(aboveFor(window, atSecond(1.5)), us(0));
});

test("an hour of silence empties the window, and what it holds stays bounded", (t) => {
  const window = throughputWindow({ length: 60, threshold: 1 }, atSecond(0));
  for (let at = 0; at < 1_000; at += 1) consume(window, 3.5, atSecond(at));
  t.is(meanOver(window, atSecond(1_000)), 3.5);
  t.is(aboveFor(window, atSecond(1_000)), seconds(1_000 - 18));
  consume(window, 1, atSecond(4_600));
  t.is(meanOver(window, atSecond(4_600)), 0);
  t.is(aboveFor(window, atSecond(4_601)), us(0));
  t.is(window.ring.length, 61);
});

test("a clock set back forgets nothing and counts nothing twice", (t) => {
  const window = throughputWindow({ length: 10, threshold: 5 }, atSecond(100));
  for (let at = 100; at < 110; at += 1) consume(window, 10, atSecond(at));
  t.is(meanOver(window, atSecond(50)), 9);
  consume(window, 10, atSecond(50));
  t.is(meanOver(window, atSecond(51)), 11);
  t.is(aboveFor(window, atSecond(51)), seconds(4));
});

test("a window is of whole seconds, and no mean reaches beyond it", (t) => {
  t.throws(() => throughputWindow({ length: 0.5, threshold: 1 }, atSecond(0)), {
    message: /expected a window of 1 or more whole seconds, got 0.5/,
  });
  const window = throughputWindow({ length: 3, threshold: 1 }, atSecond(0));
  t.throws(() => meanOver(window, atSecond(0), 4), {
    message: /expected at most 3 seconds, got 4/,
  });
});

testProp(
  "means and times agree with a plain list of everything consumed",
  [
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: -9, max: 9 }),
    fc.array(fc.tuple(fc.nat(4 * second), fc.nat(200)), { minLength: 1, maxLength: 60 }),
  ],
  (t, length, start, steps) => {
    const threshold = 60;
    const window = throughputWindow({ length, threshold }, atSecond(start));
    const perSecond = new Map<number, number>();
    const meanUntil = (last: number): number => {
      let sum = 0;
      for (let s = last; s > last - length; s -= 1) sum += perSecond.get(s) ?? 0;
      return sum / length;
    };
    let now = start * second;
    for (const [wait, halves] of steps) {
      now += wait;
      const last = Math.floor(now / second) - 1;
      let since = last + 1;
      while (meanUntil(since - 1) > threshold) since -= 1;
      t.is(meanOver(window, local(now)), meanUntil(last));
      t.is(aboveFor(window, local(now)), us(since > last ? 0 : now - (since + 1) * second));
      consume(window, halves / 2, local(now));
      perSecond.set(last + 1, (perSecond.get(last + 1) ?? 0) + halves / 2);
    }
  },
);
