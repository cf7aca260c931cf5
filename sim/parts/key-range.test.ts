import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { keyHash } from "./key-hash.ts";
import {
  areAdjacent,
  areDisjoint,
  contains,
  evenRanges,
  isEmpty,
  type KeyRange,
  pointAt,
  shareOf,
  splitAt,
  wholeRange,
  whyNotCovering,
} from "./key-range.ts";

const count = fc.integer({ min: 1, max: 300 });

testProp("even ranges cover the hash space in equal shares", [count], (t, parts) => {
  const ranges = evenRanges(parts);
  t.is(ranges.length, parts);
  t.is(whyNotCovering(ranges), undefined);
  for (const range of ranges) t.true(Math.abs(shareOf(range) - 1 / parts) < 1e-12);
});

testProp("every key is in exactly one of them", [count, fc.string()], (t, parts, text) => {
  t.is(evenRanges(parts).filter((range) => contains(range, keyHash(text) + text)).length, 1);
});

const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

testProp("the point at a share has that share before it", [shares], (t, share) => {
  t.true(Math.abs(shareOf({ from: "", to: pointAt(share) }) - share) < 1e-15);
});

const points = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 });

testProp("splits of splits still cover the whole, in any order", [points], (t, cuts) => {
  let ranges: KeyRange[] = [wholeRange];
  for (const cut of cuts) {
    ranges = ranges.flatMap((range) => (contains(range, cut) ? splitAt(range, cut) : [range]));
  }
  t.is(ranges.length, cuts.length + 1);
  t.is(whyNotCovering(ranges.toReversed()), undefined);
  for (const [index, left] of ranges.entries()) {
    for (const right of ranges.slice(index + 1)) t.true(areDisjoint(left, right));
    if (index > 0) t.true(areAdjacent(ranges[index - 1]!, left));
  }
});

test("half of the hash space begins at 8", (t) => {
  t.is(pointAt(0.5), "8000000000000");
  t.is(shareOf({ from: "8", to: undefined }), 0.5);
  t.is(shareOf({ from: "4", to: "8" }), 0.25);
  t.is(shareOf(wholeRange), 1);
});

test("a range has its first key and not its end", (t) => {
  const range = { from: "b", to: "d" };
  t.deepEqual(
    ["a", "b", "c", "d"].map((key) => contains(range, key)),
    [false, true, true, false],
  );
  t.true(isEmpty({ from: "d", to: "d" }));
  t.false(areDisjoint(range, { from: "c", to: undefined }));
  t.false(areAdjacent({ from: "d", to: undefined }, range));
});

const broken: readonly (readonly [ranges: readonly KeyRange[], why: RegExp])[] = [
  [[], /end at "", not at the end/],
  [[{ from: "", to: "5" }], /end at "5", not at the end/],
  [[{ from: "5", to: undefined }], /nothing covers the keys from "" to "5"/],
  [
    [
      { from: "", to: "5" },
      { from: "4", to: undefined },
    ],
    /begins before "5"/,
  ],
  [[wholeRange, { from: "4", to: "5" }], /begins before "the end"/],
  [
    [
      { from: "", to: "5" },
      { from: "5", to: "5" },
      { from: "5", to: undefined },
    ],
    /is empty/,
  ],
];

for (const [ranges, why] of broken) {
  test(`ranges that do not cover the whole say why: ${why.source}`, (t) => {
    t.regex(whyNotCovering(ranges) ?? "they cover it", why);
  });
}

test("a split that leaves an empty part, a share of all and a bound without a hash are bugs", (t) => {
  t.throws(() => splitAt({ from: "b", to: "d" }, "b"), { message: /a part would be empty/ });
  t.throws(() => splitAt({ from: "b", to: "d" }, "d"), { message: /a part would be empty/ });
  t.throws(() => pointAt(1), { message: /expected a share/ });
  t.throws(() => shareOf({ from: "user7", to: undefined }), { message: /no hash in hex digits/ });
});
