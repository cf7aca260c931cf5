import test from "ava";
import conditionalWrites from "../conditional-writes.ts";
import minorityCut from "../minority-cut.ts";
import oneLeaderAtATime from "../one-leader-at-a-time.ts";
import { mainCases } from "./main-cases.ts";

const names = (scenario: typeof minorityCut) =>
  mainCases(scenario).cases.map(({ name }) => name ?? "");

test("cases with a mistake, and cases of which only a break is expected, are left out", (t) => {
  t.deepEqual(names(oneLeaderAtATime), ["waiting for the old lease"]);
  t.deepEqual(names(conditionalWrites), ["put if it is as it was read"]);
});

test("a case that promises something stays, without what is to break in it", (t) => {
  t.deepEqual(names(minorityCut), ["leader in the minority", "leader in the majority"]);
  const expected = mainCases(minorityCut).cases.flatMap(({ expect }) => expect);
  t.true(expected.every(({ expected: what }) => what === "holds"));
  t.is(expected.length, 10);
});
