import test from "ava";
import { nines } from "./nines.ts";

const ofOutage = (value: number) =>
  nines({ longestOutage: { value, unit: "ms" } }).ninesPerMonth?.value;

test("an outage a month, in nines: 43.2 minutes are three, 2.592 s six", (t) => {
  t.is(ofOutage(43.2 * 60 * 1_000), 3);
  t.is(ofOutage(2_592), 6);
  t.is(ofOutage(1_500), 6.24);
});

test("without an outage to speak of there is nothing to count", (t) => {
  t.deepEqual(nines({ longestOutage: { value: 0.9, unit: "ms" } }), {});
  t.deepEqual(nines({}), {});
});
