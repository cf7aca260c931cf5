import test from "ava";
import fc from "fast-check";
import { InvariantViolation } from "./assert.ts";
import { LocalClock } from "./local-clock.ts";
import { at, ms, seconds } from "./time.ts";

test("a clock without hardship shows the simulation's time", (t) => {
  t.is(Number(new LocalClock().read(at(ms(5)))), 5_000);
});

test("a clock that drifts by 200 gains 200 µs in a second, and keeps them when it is cured", (t) => {
  const clock = new LocalClock();
  clock.drift(200, at(seconds(1)));
  t.is(Number(clock.read(at(seconds(2)))), 2_000_200);
  clock.drift(0, at(seconds(2)));
  t.is(Number(clock.read(at(seconds(3)))), 3_000_200);
});

test("a jump moves what the clock shows, not what it has counted", (t) => {
  const clock = new LocalClock();
  clock.jump(ms(-30));
  t.is(Number(clock.read(at(ms(100)))), 70_000);
  t.is(clock.count(at(ms(100))), 100_000);
});

test("a clock cannot stand still or run backwards", (t) => {
  t.throws(() => new LocalClock().drift(-1_000_000, at(ms(0))), {
    instanceOf: InvariantViolation,
    message: /cannot drift by -1000000 µs per second/,
  });
});

const drifts = fc.array(
  fc.record({ rate: fc.integer({ min: -900_000, max: 900_000 }), lasts: fc.nat(2_000_000) }),
  { minLength: 1, maxLength: 6 },
);

test("whatever the drift, whenCounted is the first µs at which the count is reached", (t) => {
  const isFirst = fc.property(drifts, fc.nat(3_000_000), (changes, ahead) => {
    const clock = new LocalClock();
    let now = 0;
    for (const { rate, lasts } of changes) {
      clock.drift(rate, at(ms(now / 1_000)));
      now += lasts;
    }
    const start = at(ms(now / 1_000));
    const target = clock.count(start) + ahead + 1;
    const when = clock.whenCounted(target, start);
    const before = (when - 1) as typeof when;
    return clock.count(when) >= target && (before < start || clock.count(before) < target);
  });
  t.notThrows(() => fc.assert(isFirst, { seed: 1, numRuns: 500 }));
});

test("the count never runs backwards through changes of drift", (t) => {
  const neverBack = fc.property(drifts, (changes) => {
    const clock = new LocalClock();
    let [now, last] = [0, 0];
    for (const { rate, lasts } of changes) {
      clock.drift(rate, at(ms(now / 1_000)));
      now += lasts;
      const count = clock.count(at(ms(now / 1_000)));
      if (count < last) return false;
      last = count;
    }
    return true;
  });
  t.notThrows(() => fc.assert(neverBack, { seed: 1, numRuns: 300 }));
});
