import test from "ava";
import { type LocalTime, seconds } from "../kernel/time.ts";
import { type AttributeChoice, attributeBytes, drawValue, withAttributes } from "./attributes.ts";
import type { Call, WriteCall } from "./call.ts";
import { uniformKeys } from "./keys.ts";

const put: WriteCall = { kind: "put", key: "order-1", condition: undefined, bytes: 100 };

/** Fractions of the range of draws, one after the other, again and again. */
const draws = (...numbers: readonly number[]) => {
  let next = 0;
  return () => Math.floor((numbers[next++ % numbers.length] ?? 0) * 0x1_0000_0000);
};

const at = (second: number) => seconds(second) as number as LocalTime;
const now = at(7.9);

const customer: AttributeChoice = { name: "customer", values: uniformKeys({ keys: 10 }) };

test("a put is given attributes, and weighs as much more", (t) => {
  const call = withAttributes(put, [customer], draws(0.35), now);
  t.deepEqual(call.kind === "put" ? call.attributes : undefined, { customer: "key-3" });
  t.is(call.bytes, 100 + attributeBytes({ customer: "key-3" }));
  t.is(attributeBytes({ customer: "key-3", total: 1234 }), 8 + 5 + 5 + 3);
});

test("a share of puts leaves an attribute out", (t) => {
  const choice = { ...customer, absent: 0.2 };
  const without = withAttributes(put, [choice], draws(0.1), now);
  t.deepEqual(without.kind === "put" ? without.attributes : undefined, {});
  const withOne = withAttributes(put, [choice], draws(0.3, 0.95), now);
  t.deepEqual(withOne.kind === "put" ? withOne.attributes : undefined, { customer: "key-9" });
});

test("an attribute that stays follows from the item's key alone", (t) => {
  const choice = { ...customer, stays: true };
  const first = withAttributes(put, [choice], draws(0.1), now);
  t.deepEqual(withAttributes(put, [choice], draws(0.9), now), first);
  const other = withAttributes({ ...put, key: "order-2" }, [choice], draws(0.1), now);
  t.notDeepEqual(other.kind === "put" ? other.attributes : undefined, undefined);
});

test("what is no put stays as it is", (t) => {
  const get: Call = { kind: "get", key: "order-1", consistency: "strong", bytes: 7 };
  t.is(withAttributes(get, [customer], draws(0.5), now), get);
});

test("an instant lies so many seconds behind now, in whole ones", (t) => {
  const until: AttributeChoice = { name: "until", values: { kind: "instants", from: 2, below: 4 } };
  t.is(drawValue(until, draws(0), now), 9);
  t.is(drawValue(until, draws(0.9), now), 10);
});
