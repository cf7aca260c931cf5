import test from "ava";
import { momentOf, violationsOf } from "./moment.ts";
import { property } from "./sample/case.ts";
import { sampleNothing, sampleOutage } from "./sample-recording.ts";

const outage = sampleOutage(5).cases[0]!;
const nothing = sampleNothing().cases[0]!;
const gap = { from: 10_000_000, until: 12_600_000 };

test("violations come in the order of time; what holds is none", (t) => {
  const broken = { verdict: "broken", at: 5 } as const;
  const found = violationsOf([
    property("b", "invariant", "", broken),
    property("held", "invariant", ""),
    property("a", "invariant", "", { ...broken, expected: "broken" }),
    property("first", "invariant", "", { ...broken, at: 3 }),
  ]);
  t.deepEqual(
    found.map(({ name, meant }) => [name, meant]),
    [
      ["first", false],
      ["a", true],
      ["b", false],
    ],
  );
});

test("a violation is looked at before an outage", (t) => {
  const properties = [property("p", "history", "", { verdict: "broken", at: 40_000_000 })];
  const moment = momentOf({ ...outage, result: { ...outage.result, properties } }, gap);
  t.like(moment, { from: 38_000_000, until: 41_000_000 });
});

test("an outage is looked at with what came before and after", (t) => {
  const moment = momentOf(outage, gap);
  t.true(moment !== undefined && moment.from < gap.from && moment.until > gap.until);
});

test("without an outage the first fault is looked at, and without one the recorded window", (t) => {
  t.like(momentOf(outage, undefined), { from: 9_000_000, until: 13_000_000 });
  const calm = { ...outage, result: { ...outage.result, faults: [] } };
  t.is(momentOf(calm, undefined)?.why, outage.windows[0]?.why);
});

test("a run in which nothing happened has no moment", (t) => {
  t.is(momentOf(nothing, undefined), undefined);
});

test("a close-up of most of the run is none", (t) => {
  t.is(momentOf(outage, { from: 5_000_000, until: 55_000_000 }), undefined);
});
