import test from "ava";
import fc from "fast-check";
import { quantilesOf } from "./quantile.ts";

test("nothing has no quantiles", (t) => {
  t.is(quantilesOf([]), undefined);
});

test("of 1 to 100 the quantiles are their own rank", (t) => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  t.deepEqual(quantilesOf(values), { count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
});

test("of fewer than a hundred values p99 is the greatest", (t) => {
  t.like(quantilesOf([3, 9, 1]), { p50: 3, p99: 9, max: 9 });
});

test("every quantile is a value that occurred, and its share of values does not exceed it", (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 300 }), (values) => {
      const found = quantilesOf(values);
      if (found === undefined) return false;
      const reached = (quantile: number, percent: number): boolean =>
        values.includes(quantile) &&
        values.filter((value) => value <= quantile).length * 100 >= values.length * percent &&
        values.filter((value) => value < quantile).length * 100 < values.length * percent;
      return reached(found.p50, 50) && reached(found.p95, 95) && reached(found.p99, 99);
    }),
  );
  t.pass();
});
