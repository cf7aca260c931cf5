import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import {
  billOf,
  binaryGigabyte,
  breakEvenUtilisation,
  type Chargeable,
  gigabytesOf,
  northVirginia,
} from "./prices.ts";

test("a million writes on demand cost 62.5 cents, a million strong reads 12.5", (t) => {
  t.is(billOf({ "on-demand-write-unit": 1_000_000 }).dollars, 0.625);
  t.is(billOf({ "on-demand-read-unit": 1_000_000 }).dollars, 0.125);
});

test("a million eventual reads are half a million units", (t) => {
  t.is(billOf({ "on-demand-read-unit": 1_000_000 / 2 }).dollars, 0.0625);
});

test("a provisioned unit costs as much as on demand when 28.9 % of it is used", (t) => {
  for (const kind of ["read", "write"] as const) {
    const share = breakEvenUtilisation(kind);
    t.is(Math.round(share * 1_000), 289);
    const bought = billOf({ [`provisioned-${kind}-unit-hour`]: 1_000 });
    const asked = billOf({ [`on-demand-${kind}-unit`]: 1_000 * 3_600 * share });
    t.is(bought.nanodollars, asked.nanodollars);
  }
});

test("a month of 100 write units provisioned costs 47.45 dollars, used or not", (t) => {
  t.is(billOf({ "provisioned-write-unit-hour": 100 * 730 }).dollars, 47.45);
  t.is(billOf({ "provisioned-read-unit-hour": 100 * 730 }).dollars, 9.49);
});

test("the first 25 GB of storage and 2.5 million reads of streams are free", (t) => {
  t.is(billOf({ "storage-gigabyte-month": 25 }).nanodollars, 0);
  t.is(billOf({ "storage-gigabyte-month": 10 }).nanodollars, 0);
  t.is(billOf({ "storage-gigabyte-month": 125 }).dollars, 25);
  t.is(billOf({ "streams-read": 2_600_000 }).dollars, 0.02);
});

test("a bill lists what was used, in the order of the list, and its total", (t) => {
  const bill = billOf({
    "storage-gigabyte-month": 26,
    "on-demand-write-unit": 3,
    "on-demand-read-unit": 0.5,
  });
  t.deepEqual(bill, {
    lines: [
      { item: "on-demand-write-unit", used: 3, nanodollars: 1_875 },
      { item: "on-demand-read-unit", used: 0.5, nanodollars: 63 },
      { item: "storage-gigabyte-month", used: 26, nanodollars: 250_000_000 },
    ],
    nanodollars: 250_001_938,
    dollars: 0.250001938,
  });
  t.deepEqual(billOf({}), { lines: [], nanodollars: 0, dollars: 0 });
});

testProp("write units add up exactly, however they are split", [fc.nat(), fc.nat()], (t, a, b) => {
  const cost = (units: number) => billOf({ "on-demand-write-unit": units }).nanodollars;
  t.is(cost(a) + cost(b), cost(a + b));
});

test("a billed gigabyte is binary unless one says otherwise", (t) => {
  t.is(gigabytesOf(binaryGigabyte), 1);
  t.is(gigabytesOf(1_000_000_000, 1_000_000_000), 1);
});

test("every price is whole and says where it is from and when", (t) => {
  for (const item of Object.keys(northVirginia) as Chargeable[]) {
    const { nanodollars, asOf, source } = northVirginia[item];
    t.true(Number.isInteger(nanodollars) && nanodollars > 0, item);
    t.regex(asOf, /^20\d\d(-\d\d){0,2}$/, item);
    t.not(source, "", item);
  }
});
