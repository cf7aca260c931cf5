import test from "ava";
import { clockDrift } from "./clock-drift.ts";
import { byPhase, noted, pingUnder, spell } from "./ping.test-helper.ts";

const machine = "storage-a";

/** How far the clock is off at the last tick before, during and after. */
const errors = (run: ReturnType<typeof pingUnder>) => {
  const { before, during, after } = byPhase(noted(run, machine, "ticked"), ({ at }) => at);
  return [before, during, after].map((ticks) => ticks.at(-1)!.clock - ticks.at(-1)!.at);
};

test("a clock that drifts gains its share, and keeps what it has gained", (t) => {
  const [before, during, after] = errors(
    pingUnder([clockDrift({ machine, partsPerMillion: 10_000, ...spell })]),
  );
  t.is(before, 0);
  // 1 % of 300 ms, less what is left to the last tick.
  t.true(during! > 2_975 && during! <= 3_000, `${during}`);
  t.is(after, 3_000);
});

test("a slow clock loses", (t) => {
  const run = pingUnder([clockDrift({ machine, partsPerMillion: -10_000, ...spell })]);
  t.is(errors(run)[2], -3_000);
});

test("a fast clock makes timers short, and no longer when it is over", (t) => {
  const run = pingUnder([clockDrift({ machine, partsPerMillion: 1_000_000, ...spell })]);
  const { during, after } = byPhase(noted(run, machine, "ticked"), ({ at }) => at);
  t.is(during.length, 300);
  t.is(after[2]!.at - after[1]!.at, 2_000);
});

test("drifts that overlap add up, and each takes its own away", (t) => {
  const run = pingUnder([
    clockDrift({ machine, partsPerMillion: 10_000, ...spell }),
    clockDrift({ machine, partsPerMillion: -10_000, ...spell }),
    clockDrift({ machine: "storage-b", partsPerMillion: 500_000, ...spell }),
  ]);
  t.deepEqual(errors(run), [0, 0, 0]);
});

test("drifts that add up to a standstill leave the clock creeping forwards", (t) => {
  const nearly = clockDrift({ machine, partsPerMillion: -900_000, ...spell });
  const run = pingUnder([nearly, nearly]);
  const { during, after } = byPhase(noted(run, machine, "ticked"), ({ at }) => at);
  t.is(during.length, 0);
  // Of 300 ms it has counted 0.3 µs, rounded down.
  t.is(after.at(-1)!.clock - after.at(-1)!.at, -300_000);
});
