import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { admitOnce, emptyWindow } from "./replay-window.ts";

testProp(
  "within the window a number is admitted once and only once, in whatever order numbers come",
  [fc.array(fc.nat(80), { maxLength: 200 })],
  (t, counts) => {
    const window = emptyWindow();
    const admitted = new Set<number>();
    let highest = -1;
    t.is(window.seen.size, 0);
    for (const count of counts) {
      const expected = !admitted.has(count) && count > highest - 32;
      t.is(admitOnce(window, "a", count), expected, `count ${count} after ${highest}`);
      if (expected) admitted.add(count);
      highest = Math.max(highest, count);
    }
  },
);

test("senders do not share a window", (t) => {
  const window = emptyWindow();
  t.true(admitOnce(window, "a", 7));
  t.true(admitOnce(window, "b", 7));
  t.false(admitOnce(window, "a", 7));
});
