import test from "ava";
import type { Operation } from "../sim/client/history.ts";
import { at, seconds } from "../sim/kernel/time.ts";
import { breakEvenUtilisation } from "../sim/parts/prices.ts";
import { provisionedBill } from "./provisioned-bill.ts";
import { readSample } from "./samples/read-sample.test-helper.ts";

const [base] = readSample("# an operation\nclient-1 put k=1 0..1 ok").history.operations;

const asked = (second: number, kind: "put" | "get", units: number): Operation => ({
  ...base!,
  kind,
  units,
  invoked: at(seconds(second)),
});

const near = (one: number | undefined, other: number): boolean =>
  one !== undefined && Math.abs(one - other) < 1e-6 * other;

test("capacity that is all used costs the break-even share of the price on demand", (t) => {
  const operations = [0, 1, 2].flatMap((second) => [
    asked(second, "put", 36),
    asked(second, "get", 36),
  ]);
  const { provisionedCost, capacityUsed, provisionedToOnDemand } = provisionedBill({ operations });
  // 3 s of 36 write units at 650 and 36 read units at 130 millionths of a dollar an hour.
  t.true(near(provisionedCost?.value, (3 * 36 * (650 + 130)) / 3_600));
  t.is(capacityUsed?.value, 1);
  t.true(near(provisionedToOnDemand?.value, breakEvenUtilisation("write")));
});

test("a peak is paid for from the first second to the last, silent ones too", (t) => {
  const operations = [asked(2, "put", 30), asked(11, "put", 10)];
  const { provisionedCost, capacityUsed, provisionedToOnDemand } = provisionedBill({ operations });
  t.true(near(provisionedCost?.value, (10 * 30 * 650) / 3_600));
  t.true(near(capacityUsed?.value, 40 / 300));
  t.true(near(provisionedToOnDemand?.value, (breakEvenUtilisation("write") * 300) / 40));
});

test("where nothing was consumed there is no bill", (t) => {
  t.deepEqual(provisionedBill({ operations: [asked(0, "get", 0)] }), {});
});
