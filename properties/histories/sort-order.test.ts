import test from "ava";
import type { SortKey } from "../../sim/client/operation.ts";
import { compareSorts, isWanted } from "./sort-order.ts";

test("texts are in the order of their UTF-8 bytes, which is not that of UTF-16", (t) => {
  const texts = [
    "",
    "Z",
    "a",
    "aa",
    "ab",
    "é",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "\u{10000}",
    "\u{1f600}",
  ];
  const byBytes = [...texts].sort((one, other) =>
    Buffer.compare(Buffer.from(one), Buffer.from(other)),
  );
  t.deepEqual([...texts].reverse().sort(compareSorts), byBytes);
  t.true("\uffff" > "\u{10000}", "or there is nothing to tell");
});

test("numbers are in the order of their size", (t) => {
  t.deepEqual([10, 9, -1, 0.5].sort(compareSorts), [-1, 0.5, 9, 10]);
});

test("each comparison takes in the sort keys it says", (t) => {
  const among = (keys: readonly SortKey[], wanted: Parameters<typeof isWanted>[0]) =>
    keys.filter((sort) => isWanted(wanted, sort));
  const numbers = [1, 2, 3];
  t.deepEqual(among(numbers, { kind: "all" }), [1, 2, 3]);
  t.deepEqual(among(numbers, { kind: "equals", value: 2 }), [2]);
  t.deepEqual(among(numbers, { kind: "before", value: 2 }), [1]);
  t.deepEqual(among(numbers, { kind: "at-most", value: 2 }), [1, 2]);
  t.deepEqual(among(numbers, { kind: "after", value: 2 }), [3]);
  t.deepEqual(among(numbers, { kind: "at-least", value: 2 }), [2, 3]);
  t.deepEqual(among(numbers, { kind: "between", low: 2, high: 3 }), [2, 3]);
  t.deepEqual(among(["ab", "b", "abc"], { kind: "begins-with", prefix: "ab" }), ["ab", "abc"]);
});
