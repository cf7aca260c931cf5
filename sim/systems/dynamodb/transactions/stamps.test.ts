import test from "ava";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Stamp } from "../messages/transactions.ts";
import { isOfTransaction, stampAfter, stampAt, takenAt } from "./stamps.ts";

const at = (time: number) => time as LocalTime;

test("two coordinators at one instant give two timestamps, in the order of their numbers", (t) => {
  t.true(stampAt(at(5), 1) < stampAt(at(5), 2));
  t.true(stampAt(at(5), 63) < stampAt(at(6), 0));
});

test("a clock that goes back does not bring a timestamp again", (t) => {
  const first = stampAfter(0 as Stamp, at(100), 3);
  const second = stampAfter(first, at(40), 3);
  t.true(second > first);
  t.is(takenAt(second), at(101));
});

test("the instant and the kind of writer can be told from a timestamp", (t) => {
  t.is(takenAt(stampAt(at(77), 9)), at(77));
  t.true(isOfTransaction(stampAt(at(77), 9)));
  t.false(isOfTransaction(stampAt(at(77), 0)));
});

test("there are no more than 63 coordinators", (t) => {
  t.throws(() => stampAt(at(1), 64), { instanceOf: RangeError });
});
