import test from "ava";
import { type LocalTime, seconds } from "../../../kernel/time.ts";
import { delayOf, expiryOf, hasExpired } from "./expiry.ts";

const at = (second: number) => seconds(second) as number as LocalTime;

test("an item expires at the number in its attribute, if it has one", (t) => {
  const item = (attributes: Record<string, string | number>) => ({
    value: 1,
    extras: { attributes },
  });
  t.is(expiryOf(item({ until: 7 }), "until"), 7);
  t.is(expiryOf(item({ until: "7" }), "until"), undefined);
  t.is(expiryOf(item({ other: 7 }), "until"), undefined);
  t.is(expiryOf({ value: undefined, extras: { attributes: { until: 7 } } }, "until"), undefined);
});

test("it has expired behind that instant, but not more than five years behind it", (t) => {
  t.false(hasExpired(7, at(7)));
  t.true(hasExpired(7, at(7.001)));
  const fiveYears = 5 * 365 * 86_400;
  t.true(hasExpired(7 - fiveYears, at(7)));
  t.false(hasExpired(7 - fiveYears - 1, at(7)));
});

test("its removal is due within the longest delay, evenly, and at the same time for everybody", (t) => {
  const most = seconds(172_800);
  const delays = Array.from({ length: 1_000 }, (_, index) => delayOf(`k${index}`, 7, most));
  t.true(delays.every((delay) => delay >= 0 && delay < 172_800));
  const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
  t.true(Math.abs(mean - 86_400) < 5_000, String(mean));
  t.is(delayOf("k1", 7, most), delays[1]!);
  t.not(delayOf("k1", 8, most), delays[1]!);
});
