import test from "ava";
import { ms, us } from "../kernel/time.ts";
import { clockOffset } from "./clock-offset.ts";
import { byPhase, noted, pingUnder, spell } from "./ping.test-helper.ts";

const errors = (run: ReturnType<typeof pingUnder>, machine: string) => {
  const { before, during, after } = byPhase(noted(run, machine, "ticked"), ({ at }) => at);
  const off = (ticks: typeof before) => [...new Set(ticks.map(({ at, clock }) => clock - at))];
  return [off(before), off(during), off(after)];
};

test("a clock is ahead while it lasts, and right before and after", (t) => {
  const run = pingUnder([clockOffset({ machine: "storage-a", by: ms(20), ...spell })]);
  t.deepEqual(errors(run, "storage-a"), [[0], [20_000], [0]]);
  t.deepEqual(errors(run, "storage-b"), [[0], [0], [0]]);
});

test("a negative offset puts a clock behind", (t) => {
  const run = pingUnder([clockOffset({ machine: "storage-a", by: ms(-20), ...spell })]);
  t.deepEqual(errors(run, "storage-a"), [[0], [-20_000], [0]]);
});

test("offsets that overlap add up", (t) => {
  const longer = { from: us(301_500), until: us(2_000_000) };
  const run = pingUnder([
    clockOffset({ machine: "storage-a", by: ms(20), ...spell }),
    clockOffset({ machine: "storage-a", by: ms(3), ...longer }),
  ]);
  t.deepEqual(errors(run, "storage-a"), [[0], [23_000], [3_000]]);
});

test("an offset of nothing is refused", (t) => {
  t.throws(() => clockOffset({ machine: "storage-a", by: ms(0), ...spell }), {
    instanceOf: RangeError,
    message: 'clock-offset: "by" is 0; expected a whole number of microseconds other than 0.',
  });
});
