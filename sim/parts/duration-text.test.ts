import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { minutes, ms, seconds, us } from "../kernel/time.ts";
import { formatDuration, parseDuration } from "./duration-text.ts";

test("lengths of time are read in hours, minutes, seconds, milliseconds and microseconds", (t) => {
  t.is(parseDuration("2h"), minutes(120));
  t.is(parseDuration("3min"), minutes(3));
  t.is(parseDuration("2s"), seconds(2));
  t.is(parseDuration("150ms"), ms(150));
  t.is(parseDuration("20us"), us(20));
  t.is(parseDuration("20µs"), us(20));
  t.is(parseDuration(" 0.5 s "), ms(500));
});

test("what is below a microsecond is rounded to the nearest", (t) => {
  t.is(parseDuration("0.0014ms"), us(1));
  t.is(parseDuration("0.4us"), us(0));
});

test("anything else is no length of time", (t) => {
  const wrong = ["", "5", "s", "-1s", "1.s", ".5s", "1e3s", "1m", "1 S", "2s 3ms", "9999999999h"];
  for (const text of wrong) t.is(parseDuration(text), undefined, text);
});

test("lengths are written in the largest unit that gives at least 1", (t) => {
  t.is(formatDuration(us(0)), "0s");
  t.is(formatDuration(us(999)), "999us");
  t.is(formatDuration(us(1500)), "1.5ms");
  t.is(formatDuration(seconds(2)), "2s");
  t.is(formatDuration(seconds(90)), "1.5min");
  t.is(formatDuration(minutes(60)), "1h");
});

const lengths = fc.integer({ min: 0, max: 2 ** 50 }).map(us);

testProp("whatever length is written is read back exactly", [lengths], (t, length) => {
  t.is(parseDuration(formatDuration(length)), length);
});
