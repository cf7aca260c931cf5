import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { enableMapSet, Immer } from "immer";
import type { PartitionEntry } from "./partition-entry.ts";
import {
  coversAll,
  emptyPartitionMap,
  entriesOfTable,
  floor,
  type PartitionMap,
  whyNotCovered,
  withEntries,
  withTable,
} from "./partition-map.ts";

const entryOf = (
  id: string,
  from: string,
  to: string | undefined,
  version = 1,
): PartitionEntry => ({
  id,
  range: { from, to },
  version,
  members: ["a", "b", "c"],
  leader: "a",
});

const keyOf = (number: number) => String(number).padStart(6, "0");

/** Partitions of ten keys each. */
const evenTable = (count: number): PartitionEntry[] =>
  Array.from({ length: count }, (_, index) =>
    entryOf(
      `p${index}`,
      index === 0 ? "" : keyOf(index * 10),
      index === count - 1 ? undefined : keyOf(index * 10 + 10),
    ),
  );

const chunksOf = (map: PartitionMap) => map.tables.get("orders") ?? [];

test("floor finds the partition whose range holds the key", (t) => {
  const map = withTable(emptyPartitionMap, "orders", evenTable(10_000));
  for (let number = 0; number < 100_000; number += 7) {
    t.is(floor(map, "orders", keyOf(number))?.id, `p${Math.floor(number / 10)}`);
  }
  t.is(floor(map, "orders", "")?.id, "p0");
  t.is(floor(map, "orders", "zzz")?.id, "p9999");
  t.is(floor(map, "baskets", "zzz"), undefined);
  t.true(coversAll(map, "orders"));
});

test("a change in 10,000 partitions copies a few hundred references, and the old map stays", (t) => {
  const map = withTable(emptyPartitionMap, "orders", evenTable(10_000));
  const text = JSON.stringify(chunksOf(map));
  const newer = entryOf("p4711", keyOf(47_110), keyOf(47_120), 2);
  const changed = withEntries(map, "orders", [newer]);
  t.is(floor(changed, "orders", keyOf(47_115)), newer);
  t.is(floor(map, "orders", keyOf(47_115))?.version, 1);
  t.is(JSON.stringify(chunksOf(map)), text);
  const own = chunksOf(changed).filter((chunk) => !chunksOf(map).includes(chunk));
  t.is(own.length, 1);
  t.true(own[0]!.entries.length + chunksOf(changed).length < 300);
  const shared = own[0]!.entries.filter((entry) => entriesOfTable(map, "orders").includes(entry));
  t.is(shared.length, own[0]!.entries.length - 1);
});

test("tables do not share entries, and a change of one leaves the others the same object", (t) => {
  const both = withTable(
    withTable(emptyPartitionMap, "orders", evenTable(3)),
    "baskets",
    evenTable(2),
  );
  const changed = withEntries(both, "baskets", [entryOf("p0", "", keyOf(10), 2)]);
  t.is(changed.tables.get("orders"), both.tables.get("orders"));
  t.is(floor(both, "orders", keyOf(25))?.id, "p2");
  t.is(floor(both, "baskets", keyOf(25))?.id, "p1");
});

test("a split replaces one entry by two", (t) => {
  const map = withTable(emptyPartitionMap, "orders", evenTable(3));
  const left = entryOf("p1-left", keyOf(10), keyOf(13), 2);
  const right = entryOf("p1-right", keyOf(13), keyOf(20), 2);
  const split = withEntries(map, "orders", [left, right]);
  t.deepEqual(
    entriesOfTable(split, "orders").map(({ id }) => id),
    ["p0", "p1-left", "p1-right", "p2"],
  );
  t.true(coversAll(split, "orders"));
});

test("an older entry, or one told twice, leaves the very same map", (t) => {
  const map = withTable(emptyPartitionMap, "orders", [
    entryOf("left", "", "m", 5),
    entryOf("right", "m", undefined, 5),
  ]);
  t.is(withEntries(map, "orders", [entryOf("whole", "", undefined, 4)]), map);
  t.is(withEntries(map, "orders", [entryOf("left", "", "m", 5)]), map);
});

test("a part that is heard of before its split takes its keys, and the rest stays covered", (t) => {
  const map = withTable(emptyPartitionMap, "orders", [entryOf("whole", "", undefined, 1)]);
  const early = withEntries(map, "orders", [entryOf("right", "m", undefined, 3)]);
  t.deepEqual(entriesOfTable(early, "orders"), [
    entryOf("whole", "", "m", 1),
    entryOf("right", "m", undefined, 3),
  ]);
  const split = withEntries(early, "orders", [
    entryOf("left", "", "m", 2),
    entryOf("right", "m", undefined, 2),
  ]);
  t.deepEqual(entriesOfTable(split, "orders"), [
    entryOf("left", "", "m", 2),
    entryOf("right", "m", undefined, 3),
  ]);
});

test("a map may begin empty, and says which keys it does not know", (t) => {
  t.false(coversAll(emptyPartitionMap, "orders"));
  const one = withEntries(emptyPartitionMap, "orders", [entryOf("p", "b", "c")]);
  t.is(floor(one, "orders", "a"), undefined);
  t.is(floor(one, "orders", "b")?.id, "p");
  t.is(floor(one, "orders", "c"), undefined);
  t.is(whyNotCovered(one, "orders"), 'expected p to begin at "", got "b"');
  const two = withEntries(one, "orders", [entryOf("first", "", "b")]);
  t.is(whyNotCovered(two, "orders"), 'no entry holds keys from "c" on');
  t.true(coversAll(withEntries(two, "orders", [entryOf("last", "c", undefined)]), "orders"));
});

test("a table of entries that overlap, or that have no keys, is refused", (t) => {
  const table = (...entries: PartitionEntry[]) => withTable(emptyPartitionMap, "orders", entries);
  t.throws(() => table(entryOf("p", "", "n"), entryOf("q", "m", undefined)), {
    message: 'table orders: p ends at "n", after q begins at "m"',
  });
  t.throws(() => table(entryOf("q", "m", undefined), entryOf("p", "", undefined)), {
    message: 'table orders: p ends at the end, after q begins at "m"',
  });
  t.throws(() => table(entryOf("p", "", "")), { message: /p has no keys/ });
  t.throws(() => withEntries(table(), "orders", [entryOf("p", "n", "m")]), {
    message: /p has no keys: "n" to "m"/,
  });
});

test("as part of a state held by immer, a change shares as much as without it", (t) => {
  enableMapSet();
  const before = { map: withTable(emptyPartitionMap, "orders", evenTable(2_000)) };
  const after = new Immer({ autoFreeze: false }).produce(before, (draft) => {
    const state: { map: PartitionMap } = draft;
    const found = floor(state.map, "orders", keyOf(999))!;
    state.map = withEntries(state.map, "orders", [{ ...found, version: 2, leader: "b" }]);
  });
  t.is(floor(after.map, "orders", keyOf(999))?.leader, "b");
  t.is(floor(before.map, "orders", keyOf(999))?.leader, "a");
  const own = chunksOf(after.map).filter((chunk) => !chunksOf(before.map).includes(chunk));
  t.is(own.length, 1);
});

const cuts = fc.uniqueArray(fc.constantFrom("", ..."abcdefgh", undefined), {
  minLength: 2,
  maxLength: 2,
});
const ranges = cuts.map(([one, other]) => {
  const oneIsFirst = one !== undefined && (other === undefined || one < other);
  return oneIsFirst ? { from: one, to: other } : { from: other!, to: one };
});

testProp(
  "in whatever order entries come, each key has the entry of the highest version that holds it",
  [fc.array(ranges, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat())],
  (t, all, draws) => {
    const entries = all.map(({ from, to }, index) => entryOf(`p${index}`, from, to, index));
    const order = entries.map((entry) => ({ entry, draw: draws.next().value as number }));
    order.sort((left, right) => left.draw - right.draw || left.entry.version - right.entry.version);
    const shuffled = order.map(({ entry }) => entry);
    const map = withEntries(emptyPartitionMap, "orders", shuffled);
    for (const key of ["", ..."abcdefgh", "a1", "h1"]) {
      const holding = entries.filter(
        ({ range }) => key >= range.from && (range.to === undefined || key < range.to),
      );
      t.is(floor(map, "orders", key)?.id, holding.at(-1)?.id);
    }
    t.deepEqual(
      entriesOfTable(map, "orders"),
      entriesOfTable(withEntries(emptyPartitionMap, "orders", entries), "orders"),
    );
  },
);

testProp(
  "splits, moves and late news of a large table agree with a plain array",
  [fc.array(fc.tuple(fc.constantFrom("split", "move", "late"), fc.nat()), { maxLength: 150 })],
  (t, steps) => {
    const plain = evenTable(300);
    let map = withTable(emptyPartitionMap, "orders", plain);
    for (const [kind, draw] of steps) {
      const index = draw % plain.length;
      const { id, range, version } = plain[index]!;
      const next = version + 1;
      const zeros = "0".repeat(version - 1);
      const middle = `${range.from === "" ? "00000" : range.from}${zeros}5`;
      const changes = {
        split: [
          entryOf(`${id}l`, range.from, middle, next),
          entryOf(`${id}r`, middle, range.to, next),
        ],
        move: [{ ...entryOf(id, range.from, range.to, next), leader: "b" }],
        late: [{ ...entryOf(id, range.from, range.to, version - 1), leader: "c" }],
      }[kind as "split" | "move" | "late"];
      map = withEntries(map, "orders", changes);
      if (kind !== "late") plain.splice(index, 1, ...changes);
      t.is(floor(map, "orders", range.from), plain[index]);
    }
    t.deepEqual(entriesOfTable(map, "orders"), plain);
    t.true(coversAll(map, "orders"));
    t.true(chunksOf(map).every(({ entries }) => entries.length > 0 && entries.length <= 128));
    t.true(chunksOf(map).every(({ from, entries }) => from === entries[0]?.range.from));
  },
);
