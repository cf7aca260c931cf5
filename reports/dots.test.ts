import test from "ava";
import { dotsOf } from "./dots.ts";
import { few } from "./sample/few.ts";

const span = { from: 0, until: 1_000_000 };
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    invoked: index * 100,
    completed: index * 100 + 900,
  }));

test("few attempts are all drawn, by outcome", (t) => {
  const dots = dotsOf(
    few([
      {},
      { outcome: "fail" },
      { outcome: "info", completed: 5_000 },
      { invoked: 70, outcome: "info", completed: undefined },
    ]),
    span,
    100,
  );
  t.deepEqual([dots.ok.length, dots.failed.length, dots.unknown.length], [1, 1, 1]);
  t.deepEqual(dots.silent, [70]);
  t.deepEqual(dots.hidden, { ok: 0, others: 0 });
});

test("what was asked outside the span is neither drawn nor counted as hidden", (t) => {
  const dots = dotsOf(few([{ invoked: 1_000_000 }, { invoked: 5 }]), span, 100);
  t.is(dots.ok.length, 1);
  t.is(dots.hidden.ok, 0);
});

test("thinning ok answers says how many it hides", (t) => {
  const dots = dotsOf(few(many(9_000)), span, 300);
  t.true(dots.ok.length >= 300 && dots.ok.length <= 300 + 476);
  t.is(dots.ok.length + dots.hidden.ok, 9_000);
});

test("thinning never hides the slowest answer", (t) => {
  const slow = { invoked: 444_444, completed: 944_444 };
  const dots = dotsOf(few([...many(9_000), slow]), span, 50);
  t.true(dots.ok.some(({ at, latency }) => at === 444_444 && latency === 500_000));
});

test("failures are drawn whole while they are fewer than four times the room", (t) => {
  const failed = many(400).map((entry) => ({ ...entry, outcome: "fail" as const }));
  t.is(dotsOf(few(failed), span, 100).failed.length, 400);
  const crowd = dotsOf(few(failed), span, 50);
  t.is(crowd.failed.length, 200);
  t.is(crowd.hidden.others, 200);
});
