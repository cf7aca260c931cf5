import test from "ava";
import {
  countOf,
  countText,
  instantText,
  lengthText,
  linkText,
  measureText,
  nameText,
  shareText,
} from "./number-text.ts";

const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

test("whole numbers have their thousands grouped", (t) => {
  t.deepEqual([0, 999, 1_000, 1_284_551].map(countText).map(spaced), [
    "0",
    "999",
    "1 000",
    "1 284 551",
  ]);
  t.is(spaced(countText(-1_200)), "−1 200");
});

test("a count agrees with its noun", (t) => {
  t.is(countOf(1, "read"), "1 read");
  t.is(countOf(2, "read"), "2 reads");
  t.is(countOf(2, "one is", "two are"), "2 two are");
});

test("lengths take the unit that suits them, with three digits where they are not whole", (t) => {
  const lengths = [0, 840, 1_000, 3_204, 12_600, 250_400, 2_602_318, 70_000_000, 750_000_000];
  t.deepEqual(lengths.map(lengthText).map(spaced), [
    "0 µs",
    "840 µs",
    "1 ms",
    "3.20 ms",
    "12.6 ms",
    "250 ms",
    "2.60 s",
    "70 s",
    "12.5 min",
  ]);
});

test("an instant in a link is exact, in milliseconds where that is enough", (t) => {
  t.is(linkText(12_480_000), "12.480");
  t.is(linkText(12_480_312), "12.480312");
  t.is(linkText(0), "0.000");
  t.is(spaced(instantText(12_480_312)), "12.480 s");
});

test("what is not everything does not read as 100 %, and what is not nothing not as 0 %", (t) => {
  const shares = [1, 0.999_999, 0.857_4, 0.000_01, 0];
  t.deepEqual(shares.map(shareText).map(spaced), [
    "100 %",
    "99.99 %",
    "85.74 %",
    "< 0.01 %",
    "0 %",
  ]);
});

test("a measure is told in the unit it names", (t) => {
  const text = (value: number, unit: string): string => spaced(measureText({ value, unit }));
  t.is(text(2_602.318, "ms"), "2.60 s");
  t.is(text(2_602_318, "µs"), "2.60 s");
  t.is(text(10, "s"), "10 s");
  t.is(text(14_312, "count"), "14 312");
  t.is(text(0.5, "share"), "50.00 %");
  t.is(text(498.5, "1/s"), "499 /s");
  t.is(text(11.62, "messages"), "11.6 messages");
  t.is(text(Number.NaN, "ms"), "none");
});

test("names of measures read as words", (t) => {
  t.is(nameText("writeLatencyP50"), "write latency p50");
  t.is(nameText("longest-outage"), "longest outage");
});
