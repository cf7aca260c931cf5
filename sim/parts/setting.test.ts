import test from "ava";
import { ms, seconds } from "../kernel/time.ts";
import { count, defaults, duration, onOff, share, type Values } from "./setting.ts";

const table = {
  lease: duration({
    default: seconds(2),
    meaning: "How long a lease lasts.",
    source: "assumption",
  }),
  members: count({ default: 3, meaning: "Replicas of a group.", source: "ATC'22, 3" }),
  strong: share({ default: 0.25, meaning: "Strong reads.", source: "assumption" }),
  asking: onOff({ default: true, meaning: "Ask peers first.", source: "ATC'22, 6.2" }),
};

test("a table of settings gives its defaults, typed by name", (t) => {
  const values: Values<typeof table> = defaults(table);
  t.deepEqual(values, { lease: seconds(2), members: 3, strong: 0.25, asking: true });
});

test("every kind reads back what it writes", (t) => {
  t.deepEqual(table.lease.parse(table.lease.format(ms(150))), { value: ms(150) });
  t.deepEqual(table.members.parse(table.members.format(64)), { value: 64 });
  t.deepEqual(table.strong.parse(table.strong.format(0.125)), { value: 0.125 });
  for (const on of [true, false]) {
    t.deepEqual(table.asking.parse(table.asking.format(on)), { value: on });
  }
});

test("on and off may be written true and false", (t) => {
  t.deepEqual(table.asking.parse("true"), { value: true });
  t.deepEqual(table.asking.parse("false"), { value: false });
});

test("a value of the wrong kind is answered with what was expected", (t) => {
  const length = { expected: "a length of time such as 2s, 150ms or 20us" };
  for (const text of ["2", "two seconds", "-2s"]) t.deepEqual(table.lease.parse(text), length);
  const whole = { expected: "a whole number such as 64" };
  for (const text of ["", "-1", "2.5", "1e3"]) t.deepEqual(table.members.parse(text), whole);
  const part = { expected: "a share between 0 and 1 such as 0.25" };
  for (const text of ["", "1.01", "-0.1", "50%", "0.1.2"])
    t.deepEqual(table.strong.parse(text), part);
  for (const text of ["", "yes", "ON"])
    t.deepEqual(table.asking.parse(text), { expected: "on or off" });
});
