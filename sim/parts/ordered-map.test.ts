import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { enableMapSet, freeze, produce } from "immer";
import {
  emptyOrderedMap,
  entriesBetween,
  entriesOf,
  fromEntries,
  insert,
  keepOrder,
  lookUp,
  type OrderedMap,
  remove,
  splitOff,
  visitBetween,
} from "./ordered-map.ts";

enableMapSet();

type Step = readonly [isInsert: boolean, key: string];

/** Few keys that meet again, or enough of them for several pages and all buckets. */
const steps: fc.Arbitrary<readonly Step[]> = fc.oneof(
  fc.array(fc.tuple(fc.boolean(), fc.string({ maxLength: 2 })), { maxLength: 200 }),
  fc
    .tuple(fc.nat(300), fc.integer({ min: 1, max: 996 }), fc.integer({ min: 2, max: 9 }))
    .map(([count, stride, removed]) =>
      Array.from(
        { length: count },
        (_, index): Step => [
          index % removed !== 0,
          String.fromCharCode(32 + ((index * stride) % 97)) + ((index * stride) % 997),
        ],
      ),
    ),
);

function take<Value>(map: OrderedMap<Value>, all: readonly Step[], value: Value): void {
  for (const [isInsert, key] of all) {
    if (isInsert) insert(map, key, value);
    else remove(map, key);
  }
}

function plainOf(all: readonly Step[], value: number): (readonly [string, number])[] {
  const plain = new Map<string, number>();
  for (const [isInsert, key] of all) {
    if (isInsert) plain.set(key, value);
    else plain.delete(key);
  }
  return [...plain].sort(([left], [right]) => (left < right ? -1 : 1));
}

for (const ordered of [true, false]) {
  const kind = ordered ? "that keeps its order" : "that keeps no order";

  testProp(
    `a map ${kind} agrees with a sorted array on every range, both ways`,
    [steps, fc.string({ maxLength: 2 }), fc.string({ maxLength: 2 }), fc.nat(9)],
    (t, all, from, to, limit) => {
      const map = emptyOrderedMap<number>();
      if (ordered) keepOrder(map);
      take(map, all, 1);
      const plain = plainOf(all, 1);
      t.is(map.size, plain.length);
      t.deepEqual(entriesOf(map), plain);
      for (const [key, value] of plain) t.is(lookUp(map, key), value);
      for (const end of [to, undefined]) {
        const inside = plain.filter(([key]) => key >= from && (end === undefined || key < end));
        const back = inside.toReversed();
        t.deepEqual(entriesBetween(map, from, end), inside);
        t.deepEqual(entriesBetween(map, from, end, { limit }), inside.slice(0, limit));
        t.deepEqual(entriesBetween(map, from, end, { backwards: true }), back);
        t.deepEqual(
          entriesBetween(map, from, end, { backwards: true, limit }),
          back.slice(0, limit),
        );
      }
    },
  );

  testProp(
    `what is split off a map ${kind} is the rest of it`,
    [steps, fc.string({ maxLength: 2 }), steps],
    (t, all, at, later) => {
      const map = emptyOrderedMap<number>();
      if (ordered) keepOrder(map);
      take(map, all, 1);
      const right = splitOff(map, at);
      const plain = plainOf(all, 1);
      t.deepEqual(
        entriesOf(map),
        plain.filter(([key]) => key < at),
      );
      t.deepEqual(
        entriesOf(right),
        plain.filter(([key]) => key >= at),
      );
      // Both parts go on living.
      for (const part of [map, right]) {
        const wanted = new Map([...entriesOf(part)]);
        take(part, later, 2);
        for (const [isInsert, key] of later) isInsert ? wanted.set(key, 2) : wanted.delete(key);
        t.is(part.size, wanted.size);
        t.deepEqual(
          entriesOf(part),
          [...wanted].sort(([left], [right]) => (left < right ? -1 : 1)),
        );
      }
    },
  );
}

testProp(
  "changed through immer's drafts it becomes the same data",
  [steps, steps],
  (t, all, more) => {
    const direct = emptyOrderedMap<number>();
    keepOrder(direct);
    let drafted: OrderedMap<number> = freeze(structuredClone(direct), true);
    for (const part of [all, more]) {
      take(direct, part, 3);
      drafted = produce(drafted, (draft) => {
        take(draft, part, 3);
      });
    }
    t.deepEqual(drafted, direct);
    t.deepEqual(entriesOf(fromEntries(entriesOf(direct))), entriesOf(direct));
  },
);

test("thousands of keys come and go, at the ends and in the middle", (t) => {
  const name = (index: number) => `k${String(index).padStart(6, "0")}`;
  for (const stride of [1, 2_999, 7]) {
    const map = emptyOrderedMap<number>();
    keepOrder(map);
    const order = Array.from({ length: 3_000 }, (_, index) => (index * stride) % 3_000);
    for (const index of new Set(order)) insert(map, name(index), index);
    t.deepEqual(
      entriesOf(map).map(([, index]) => index),
      Array.from({ length: 3_000 }, (_, index) => index),
    );
    for (const index of order) if (index % 10 !== 0) remove(map, name(index));
    t.is(map.size, 300);
    t.deepEqual(
      entriesBetween(map, name(1_000), name(1_030)).map(([, index]) => index),
      [1_000, 1_010, 1_020],
    );
    t.true((map.order?.pages.length ?? 0) < 30, "emptied pages were not joined");
  }
});

test("a visit ends when the visitor has seen enough", (t) => {
  const map = fromEntries([..."fedcba"].map((key) => [key, key.toUpperCase()] as const));
  const seen: string[] = [];
  visitBetween(map, "b", "f", (key, value) => seen.push(key + value) < 2);
  t.deepEqual(seen, ["bB", "cC"]);
  visitBetween(map, "b", "f", (key) => seen.push(key) < 3, true);
  t.is(seen.at(-1), "e");
});

test("reading a range of a frozen map is possible, ordered or not", (t) => {
  const map = fromEntries([["b", 1] as const, ["a", 2] as const]);
  freeze(map, true);
  t.deepEqual(entriesOf(map), [
    ["a", 2],
    ["b", 1],
  ]);
});

test("a value that is undefined counts as an entry, and removing what is not there as nothing", (t) => {
  const map = emptyOrderedMap<undefined>();
  insert(map, "a", undefined);
  remove(map, "b");
  t.is(map.size, 1);
  t.deepEqual(entriesOf(map), [["a", undefined]]);
});

test("an empty map holds no bucket and no page", (t) => {
  t.deepEqual(emptyOrderedMap(), { buckets: [], order: undefined, size: 0 });
});
