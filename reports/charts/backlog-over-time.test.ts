import test from "ava";
import { backlogOverTime, lengthsOf } from "./backlog-over-time.ts";

const second = 1_000_000;
const span = { from: 0, until: 4 * second };
const queue = {
  name: "orders to orders/by-customer",
  full: 100,
  steps: [
    [0.2 * second, 10],
    [0.8 * second, 40],
    [0.9 * second, 20],
    [3.1 * second, 90],
  ] as const,
};

test("each window has the longest that the queue was in it", (t) => {
  t.deepEqual(
    lengthsOf(queue, span, second).map(({ entries }) => entries),
    [40, 20, 20, 90],
  );
});

test("a window before the first entry is empty", (t) => {
  const later = { ...queue, steps: [[2.5 * second, 7]] as const };
  t.deepEqual(
    lengthsOf(later, span, second).map(({ entries }) => entries),
    [0, 0, 7, 7],
  );
});

test("the length at which writes are refused is drawn where it is near, and not far above", (t) => {
  const chart = { id: "backlog", span, faults: [], width: second };
  const { markup: near } = backlogOverTime({ ...chart, queues: [queue] });
  t.true(near.includes(">full</text>"));
  const { markup: far } = backlogOverTime({ ...chart, queues: [{ ...queue, full: 1_000 }] });
  t.false(far.includes(">full</text>"));
  t.false(/NaN|Infinity/.test(near + far));
});
