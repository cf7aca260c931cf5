import test from "ava";
import { skewed } from "./skewed-delay.ts";

const shape = { median: 7_000, slow: 140_000, most: 950_000 };

test("a skewed delay has the median, the p99 and the longest that it is given", (t) => {
  t.is(skewed(shape, 0.5), 7_000);
  t.is(skewed(shape, 0.99), 140_000);
  t.is(skewed(shape, 0), 1_750);
  t.true(skewed(shape, 0.999_999) <= 950_000);
  t.true(skewed(shape, 0.999_999) > 949_000);
});

test("a larger draw never gives a shorter delay", (t) => {
  let before = 0;
  for (let draw = 0; draw < 1; draw += 0.001) {
    const delay = skewed(shape, draw);
    t.true(delay >= before, `at ${draw}`);
    before = delay;
  }
});

test("no delay at all stays none", (t) => {
  const none = { median: 0, slow: 0, most: 0 };
  for (const draw of [0, 0.4, 0.8, 0.95, 0.999]) t.is(skewed(none, draw), 0);
});
