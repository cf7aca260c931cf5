import test from "ava";
import type { Measures } from "../property.ts";
import { alike, timesThatOf, within } from "./figures.ts";

const ms = (value: number): Measures => ({ latency: { value, unit: "ms" } });
const nobody: ReadonlyMap<string, Measures> = new Map();
const others = new Map([
  ["small", ms(2)],
  ["large", ms(2.1)],
]);
const because = ["statement", "source"] as const;

test("a figure at its bound is inside, and beyond it is broken with both numbers said", (t) => {
  const figure = within("latency", { atMost: 4 }, ...because);
  t.is(figure.judge(ms(4), nobody).verdict, "holds");
  const { verdict, reason } = figure.judge(ms(4.2), nobody);
  t.is(verdict, "broken");
  t.is(reason, "latency 4.2 ms: 4.2, expected at most 4");
});

test("a figure that was not measured is unknown", (t) => {
  t.is(within("latency", { atLeast: 1 }, ...because).judge({}, nobody).verdict, "unknown");
  t.is(
    timesThatOf("small", "latency", { atMost: 1 }, ...because).judge(ms(1), nobody).verdict,
    "unknown",
  );
  t.is(alike("latency", 1.05, ...because).judge(ms(1), nobody).verdict, "unknown");
});

test("a ratio to nothing is unknown, not infinite", (t) => {
  const figure = timesThatOf("idle", "latency", { atLeast: 2 }, ...because);
  t.is(figure.judge(ms(1), new Map([["idle", ms(0)]])).verdict, "unknown");
});

test("a ratio is to the case that it names", (t) => {
  const figure = timesThatOf("small", "latency", { atLeast: 2, atMost: 3 }, ...because);
  t.is(figure.judge(ms(5), others).verdict, "holds");
  t.is(figure.judge(ms(6.2), others).verdict, "broken");
});

test("cases are alike when the largest is not far above the smallest, whichever they are", (t) => {
  const figure = alike("latency", 1.05, ...because);
  t.is(figure.judge(ms(2.05), others).verdict, "holds");
  t.is(figure.judge(ms(1.9), others).verdict, "broken");
});
