import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { keyHash } from "./key-hash.ts";
import { contains, splitAt, wholeRange } from "./key-range.ts";
import {
  boundsOf,
  collectionOf,
  entryKey,
  itemKey,
  parseEntryKey,
  parseItemKey,
  type SortKey,
  type SortRange,
} from "./primary-key.ts";
import { utf8Of } from "./utf8.ts";

/** Many escapes, many neighbours. */
const hard = fc.constantFrom("\0", "\x01", "\x02", "a", "\ud7ff", "\ue000", "\uffff", "\u{10000}");
const text = fc.oneof(
  fc.string({ unit: hard, maxLength: 4 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ maxLength: 6 }),
);
const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 0.1, -0.1, 5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE),
);

const compareUnits = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** By unsigned bytes of UTF-8, as the developer guide says of Query. */
function compareBytes(left: string, right: string): number {
  const [one, other] = [utf8Of(left), utf8Of(right)];
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at === -1 ? Math.sign(one.length - other.length) : one[at]! > (other[at] ?? -1) ? 1 : -1;
}

testProp("strings sort by their UTF-8 bytes under one partition key", [text, text], (t, a, b) => {
  t.is(compareUnits(itemKey("p", a), itemKey("p", b)), compareBytes(a, b));
});

testProp("numbers sort by value under one partition key", [finite, finite], (t, a, b) => {
  t.is(compareUnits(itemKey("p", a), itemKey("p", b)), a < b ? -1 : a > b ? 1 : 0);
});

const sortKey: fc.Arbitrary<SortKey | undefined> = fc.oneof(text, finite, fc.constant(undefined));

testProp("a key comes back from its text", [text, sortKey], (t, partition, sort) => {
  const wanted = { partition, sort: sort === 0 ? 0 : sort };
  t.deepEqual(parseItemKey(itemKey(partition, sort)), wanted);
});

testProp(
  "items stand in the order of hash, partition key, sort key",
  [text, text, text, text],
  (t, p, q, a, b) => {
    const byHash = compareUnits(keyHash(p), keyHash(q));
    const wanted = byHash || compareBytes(p, q) || compareBytes(a, b);
    t.is(compareUnits(itemKey(p, a), itemKey(q, b)), wanted);
  },
);

const satisfies = (range: SortRange, sort: SortKey): boolean => {
  const order = (key: SortKey) =>
    typeof sort === "string" ? compareBytes(sort, key as string) : sort - (key as number);
  switch (range.kind) {
    case "all":
      return true;
    case "equals":
      return order(range.key) === 0;
    case "before":
      return order(range.key) < 0;
    case "at-most":
      return order(range.key) <= 0;
    case "after":
      return order(range.key) > 0;
    case "at-least":
      return order(range.key) >= 0;
    case "between":
      return order(range.low) >= 0 && order(range.high) <= 0;
    case "begins-with":
      return utf8Of(range.prefix).every((byte, index) => utf8Of(sort as string)[index] === byte);
  }
};

const comparisons = ["equals", "before", "at-most", "after", "at-least"] as const;

const comparedWith = (key: SortKey): SortRange[] =>
  comparisons.map((kind): SortRange => ({ kind, key }));

testProp(
  "the bounds of a condition hold the strings that satisfy it, and no others",
  [text, text, text],
  (t, low, high, sort) => {
    const ranges: SortRange[] = [
      { kind: "all" },
      ...comparedWith(low),
      { kind: "between", low, high },
      { kind: "begins-with", prefix: low },
    ];
    for (const range of ranges) {
      const bounds = boundsOf("p", range);
      t.is(contains(bounds, itemKey("p", sort)), satisfies(range, sort), range.kind);
      t.false(contains(bounds, itemKey("q", sort)));
      t.true(bounds.from <= bounds.to);
    }
  },
);

testProp(
  "the bounds of a condition hold the numbers that satisfy it, and no others",
  [finite, finite, finite],
  (t, low, high, sort) => {
    for (const range of [...comparedWith(low), { kind: "between", low, high } as const]) {
      const bounds = boundsOf("p", range);
      t.is(contains(bounds, itemKey("p", sort)), satisfies(range, sort), range.kind);
    }
  },
);

test("all of a partition key includes an item without a sort key", (t) => {
  t.true(contains(boundsOf("p", { kind: "all" }), itemKey("p")));
  t.false(contains(boundsOf("p", { kind: "all" }), itemKey("p\0")));
});

test("a comparison with a string holds no numbers, and the other way round", (t) => {
  t.false(contains(boundsOf("p", { kind: "at-least", key: 0 }), itemKey("p", "z")));
  t.false(contains(boundsOf("p", { kind: "before", key: "z" }), itemKey("p", 5)));
});

test("one item collection can be split by sort key", (t) => {
  const [left, right] = splitAt(wholeRange, itemKey("p", 100));
  t.true(contains(left, itemKey("p", 99.9)));
  t.true(contains(right, itemKey("p", 100)));
});

test("what is no number is refused, and a text that is no item key too", (t) => {
  t.throws(() => itemKey("p", Number.NaN), { message: /expected a finite number/ });
  t.throws(() => parseItemKey(`${"0".repeat(32)}p`), { message: /its key's hash/ });
});

testProp(
  "an entry's key comes back from its text, and two entries never share one",
  [text, sortKey, text, text],
  (t, partition, sort, one, other) => {
    const entry = { partition, sort, of: itemKey(one, other) };
    t.deepEqual(parseEntryKey(entryKey(entry)), { ...entry, sort: sort === 0 ? 0 : sort });
    t.is(entryKey(entry) === entryKey({ ...entry, of: itemKey(other, one) }), one === other);
  },
);

testProp(
  "the bounds of a condition hold the entries whose sort key satisfies it, and no others",
  [text, text, text, text],
  (t, low, high, sort, of) => {
    const ranges: SortRange[] = [
      { kind: "all" },
      ...comparedWith(low),
      { kind: "between", low, high },
      { kind: "begins-with", prefix: low },
    ];
    const entry = entryKey({ partition: "p", sort, of: itemKey(of) });
    for (const range of ranges) {
      t.is(contains(boundsOf("p", range), entry), satisfies(range, sort), range.kind);
    }
  },
);

test("all of a partition key includes entries without a sort key", (t) => {
  const entry = entryKey({ partition: "p", sort: undefined, of: itemKey("x", 1) });
  t.true(contains(boundsOf("p", { kind: "all" }), entry));
  t.deepEqual(parseEntryKey(entry), { partition: "p", sort: undefined, of: itemKey("x", 1) });
});

test("a collection begins with its partition key", (t) => {
  t.is(collectionOf(itemKey("p", 7)), itemKey("p"));
  t.is(collectionOf(itemKey("p")), itemKey("p"));
});
