import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { parseTimeStamp } from "./time-stamp.ts";

test("a number has the unit that its column says", (t) => {
  t.is(parseTimeStamp("1.5", "s"), 1_500_000);
  t.is(parseTimeStamp("1.5", "ms"), 1_500);
  t.is(parseTimeStamp("1584662400000", "us"), 1_584_662_400_000);
  t.is(parseTimeStamp("1500", "ns"), 2);
});

test("a number without a unit is in seconds, unless that would be after the year 5138", (t) => {
  t.is(parseTimeStamp("0", undefined), 0);
  t.is(parseTimeStamp("12.000001", undefined), 12_000_001);
  const instant = 1_584_662_400_000_000;
  t.is(parseTimeStamp("1584662400", undefined), instant);
  t.is(parseTimeStamp("1584662400000", undefined), instant);
  t.is(parseTimeStamp("1584662400000000", undefined), instant);
  t.is(parseTimeStamp("1584662400000000000", undefined), instant);
});

const sinceEpoch = fc.integer({ min: 0, max: 4_102_444_800_000 });

testProp("an ISO 8601 time is what Date says it is", [sinceEpoch], (t, millis) => {
  t.is(parseTimeStamp(new Date(millis).toISOString(), undefined), millis * 1_000);
});

test("an offset from UTC is taken off, and microseconds are kept", (t) => {
  const noon = parseTimeStamp("2026-11-22T12:00:00Z", undefined);
  t.is(parseTimeStamp("2026-11-22T13:30:00+01:30", undefined), noon);
  t.is(parseTimeStamp("2026-11-22 07:00:00-0500", undefined), noon);
  t.is(parseTimeStamp("2026-11-22T12:00:00", undefined), noon);
  t.is(parseTimeStamp("2026-11-22T12:00:00.000001Z", undefined), (noon ?? 0) + 1);
});

test("what is no time is not taken for one", (t) => {
  const wrong = [
    "",
    "-1",
    "abc",
    "1,5",
    "0x10",
    "Infinity",
    "2026-11-22",
    "2026-13-01T00:00:00Z",
    "2026-02-29T00:00:00Z",
    "2026-11-31T00:00:00Z",
    "2026-11-22T24:00:00Z",
    "2026-11-22T10:60:00Z",
  ];
  for (const text of wrong) t.is(parseTimeStamp(text, undefined), undefined, text);
  t.not(parseTimeStamp("2028-02-29T00:00:00Z", undefined), undefined, "a leap year");
});
