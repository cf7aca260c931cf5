import test from "ava";
import { wilson } from "./wilson.ts";

const near = (found: number | undefined, wanted: number): boolean =>
  found !== undefined && Math.abs(found - wanted) < 0.000_05;

test("nothing tried, no interval", (t) => {
  t.is(wilson(0, 0), undefined);
});

// Figures from Newcombe (1998), "Two-sided confidence intervals for the single proportion",
// table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
test("the intervals are those of Newcombe's table", (t) => {
  const table = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const;
  for (const [successes, trials, low, high] of table) {
    const found = wilson(successes, trials);
    t.true(near(found?.low, low), `${successes} of ${trials}: low is ${found?.low}`);
    t.true(near(found?.high, high), `${successes} of ${trials}: high is ${found?.high}`);
  }
});

test("an unbroken run still leaves room for failure", (t) => {
  const found = wilson(10, 10);
  t.is(found?.share, 1);
  t.is(found?.high, 1);
  t.true(near(found?.low, 0.7225));
});
