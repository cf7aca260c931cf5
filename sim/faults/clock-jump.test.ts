import test from "ava";
import { ms, us } from "../kernel/time.ts";
import { clockJump } from "./clock-jump.ts";
import { noted, pingUnder } from "./ping.test-helper.ts";

const machine = "storage-a";

test("a clock jumps once and stays where it is", (t) => {
  const run = pingUnder([clockJump({ machine, by: ms(-20), from: us(301_500) })]);
  const ticks = noted(run, machine, "ticked");
  const off = (from: number, until: number) => [
    ...new Set(
      ticks.filter(({ at }) => at >= from && at < until).map(({ at, clock }) => clock - at),
    ),
  ];
  t.deepEqual(off(0, 301_500), [0]);
  t.deepEqual(off(301_500, 1_000_000), [-20_000]);
});

test("a jump does not move timers: they measure lengths", (t) => {
  const run = pingUnder([clockJump({ machine, by: ms(500), from: us(301_500) })]);
  t.is(noted(run, machine, "ticked").length, 500);
});
