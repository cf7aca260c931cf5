import test from "ava";
import { pointAt, wholeRange } from "../../../parts/key-range.ts";
import { fromEntries } from "../../../parts/ordered-map.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Item } from "../messages/records.ts";
import { middleOf } from "./partition-size.ts";

const holding = (weights: Readonly<Record<string, number>>) =>
  fromEntries<Item>(
    Object.entries(weights).map(([key, bytes]) => [key, { value: 1, bytes, lsn: 1 as Lsn }]),
  );

test("items alone part where half of their bytes lie before", (t) => {
  t.is(middleOf(holding({ "1": 10, "2": 10, "3": 10, "4": 10 }), wholeRange, 0), "3");
  t.is(middleOf(holding({ "1": 90, "2": 10, "3": 10 }), wholeRange, 0), "2");
  t.is(middleOf(holding({ "1": 10, "2": 10, "3": 90 }), wholeRange, 0), "3");
});

test("ballast alone parts in the middle of the range", (t) => {
  t.is(middleOf(holding({}), wholeRange, 1_000), pointAt(0.5));
  t.is(middleOf(holding({}), { from: pointAt(0.5), to: undefined }, 1_000), pointAt(0.75));
});

test("ballast and items are weighed together", (t) => {
  const left = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [pointAt(index / 1_000), 10]),
  );
  const middle = middleOf(holding(left), wholeRange, 1_000);
  // 1,000 bytes lie in the first tenth, with 100 of the ballast; all in all there are 2,000.
  t.true(middle !== undefined && middle > pointAt(0.08) && middle < pointAt(0.1), middle);
});

test("a single item cannot be parted, nor an empty partition", (t) => {
  t.is(middleOf(holding({ "5": 10 }), { from: "5", to: "6" }, 0), undefined);
  t.is(middleOf(holding({}), { from: "5", to: "6" }, 0), undefined);
});
