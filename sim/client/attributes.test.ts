import test from "ava";
import { type LocalTime, seconds } from "../kernel/time.ts";
import { type AttributeChoice, attributeBytes, drawValue, withAttributes } from "./attributes.ts";
import type { WriteCall } from "./call.ts";

const draws = (...values: readonly number[]) => {
  let place = 0;
  return () => {
    place += 1;
    return values[(place - 1) % values.length]!;
  };
};

const at = (second: number) => seconds(second) as number as LocalTime;

test("an instant lies so many seconds behind now, in whole ones", (t) => {
  const until: AttributeChoice = { name: "until", values: { kind: "instants", from: 2, below: 4 } };
  t.is(drawValue(until, draws(0), at(7.9)), 9);
  t.is(drawValue(until, draws(0xffff_ffff), at(7.9)), 10);
});

test("a put weighs as much more as its attributes do; nothing but puts has any", (t) => {
  const until: AttributeChoice = { name: "until", values: { kind: "instants", from: 0, below: 1 } };
  const put: WriteCall = { kind: "put", key: "k", bytes: 100, condition: undefined };
  t.deepEqual(withAttributes(put, [until], draws(0), at(7)), {
    ...put,
    attributes: { until: 7 },
    bytes: 100 + attributeBytes({ until: 7 }),
  });
  const gone: WriteCall = { ...put, kind: "delete" };
  t.is(withAttributes(gone, [until], draws(0), at(7)), gone);
});
