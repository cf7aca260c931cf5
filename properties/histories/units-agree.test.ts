import test from "ava";
import type { Operation } from "../../sim/client/history.ts";
import { bill } from "../bill.ts";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { unitsAgree } from "./units-agree.ts";

/** Lines with their item size in bytes (0: none said) and the units counted. */
function history(...lines: readonly (readonly [string, number, number])[]) {
  const { operations } = readSample(["# sizes", ...lines.map(([line]) => line)].join("\n")).history;
  return {
    operations: operations.map((operation, index): Operation => {
      const [, bytes, units] = lines[index]!;
      return { ...operation, units, ...(bytes === 0 ? {} : { bytes }) };
    }),
  };
}

const right = history(
  ["client-1 put k=1 0..1 ok", 1_024, 1],
  ["client-1 put k=2 2..3 ok", 5_000, 5],
  ["client-1 get k -> 2 4..5 ok", 0, 2],
  ["client-1 get k -> 2 eventual 4..5 ok", 0, 1],
  ["client-1 put k=3 6..7 ok", 1_000, 5],
  ["client-1 delete k 8..9 ok", 0, 1],
  ["client-1 delete k 10..11 ok", 0, 1],
  ["client-1 get k 12..13 ok", 0, 1],
  ["client-1 add 5 to n -> 5 12..13 ok", 100, 1],
  ["client-1 get n -> 5 eventual 14..15 ok", 0, 0.5],
);

test("reads count 4 KB of what was read, writes 1 KB of the larger image", (t) => {
  const { verdict, checked, reason } = unitsAgree.judge(right);
  t.is(verdict, "holds", reason);
  t.is(checked, 10);
});

test("the bill predicted from sizes is the one counted, and has a price", (t) => {
  const { operations } = right;
  const { units, predictedUnits, predictedWriteUnits, unitsUncertain, onDemandCost } = bill({
    operations,
  });
  t.is(units?.value, 18.5);
  t.is(predictedUnits?.value, 18.5);
  t.is(predictedWriteUnits?.value, 14);
  t.is(unitsUncertain?.value, 0);
  // 14 write units at 625 billionths of a dollar, 4.5 read units at 125, rounded.
  t.is(onDemandCost?.value, 9.313);
  t.deepEqual(bill({ operations: [] }), {});
});

for (const [shows, index, units, says] of [
  ["a write charged for what it leaves alone", 4, 1, /r5 \(put k\) consumed 1 units, expected 5/],
  ["a strong read charged as an eventual one", 2, 1, /r3 \(get k\) consumed 1 units, expected 2/],
  ["a missing item read for nothing", 7, 0, /r8 \(get k\) consumed 0 units, expected 1/],
] as const) {
  test(`wrong: ${shows}`, (t) => {
    const operations = right.operations.map((operation, place) =>
      place === index ? { ...operation, units } : operation,
    );
    const { verdict, reason } = unitsAgree.judge({ operations });
    t.is(verdict, "broken");
    t.regex(reason, says);
  });
}

const doubtful = (units: number) =>
  history(
    ["client-1 put k=1 0..1 ok", 1_000, 1],
    ["client-2 put k=2 2.. info", 9_000, 0],
    ["client-1 put k=3 6..7 ok", 1_000, units],
  );

test("what a write in doubt may have left is counted as not certain", (t) => {
  for (const units of [1, 9]) {
    const finding = unitsAgree.judge(doubtful(units));
    t.is(finding.verdict, "holds");
    t.is(finding.checked, 1);
    t.regex(finding.reason, /of 1 the sizes are not certain/);
  }
  t.is(unitsAgree.judge(doubtful(4)).verdict, "broken");
  t.is(bill(doubtful(1)).predictedUnits?.value, 10);
});

test("without sizes nothing is known", (t) => {
  const { verdict } = unitsAgree.judge(history(["client-1 put k=1 0..1 ok", 0, 1]));
  t.is(verdict, "unknown");
});
