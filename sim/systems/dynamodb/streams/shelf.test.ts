import test from "ava";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { ShardSplit, StreamAppend, StreamRecord } from "./messages.ts";
import { freshShelf, shardsOn, takeIn, trim } from "./shelf.ts";

const at = (time: number): LocalTime => time as LocalTime;
const record = (sequence: number): StreamRecord => ({
  sequence: sequence as Lsn,
  event: "MODIFY",
  key: "k",
  bytes: 100,
});

/** The changes at these positions, of the log behind `after` up to `upTo`. */
const batch = (
  after: number,
  upTo: number,
  sequences: readonly number[],
  splits: readonly ShardSplit[] = [],
): StreamAppend => ({
  kind: "stream-append",
  table: "t",
  partition: "p",
  after: after as Lsn,
  upTo: upTo as Lsn,
  records: sequences.map((sequence) => record(sequence)),
  splits,
});

const held = (shelf: ReturnType<typeof freshShelf>) =>
  shelf.shards.map(({ id, records }) => [id, records.map(({ sequence }) => sequence as number)]);

test("a batch that comes again, in part or as a whole, changes nothing", (t) => {
  const shelf = freshShelf(batch(0, 0, []));
  takeIn(shelf, batch(0, 3, [1, 3]), at(0));
  takeIn(shelf, batch(0, 3, [1, 3]), at(1));
  takeIn(shelf, batch(1, 5, [3, 4]), at(2));
  t.deepEqual(held(shelf), [["p:0", [1, 3, 4]]]);
  t.is(shelf.upTo, 5 as Lsn);
});

test("a split in the middle of a batch closes the shard there, and opens two", (t) => {
  const shelf = freshShelf(batch(0, 0, []));
  takeIn(shelf, batch(0, 6, [2, 5], [{ at: 3 as Lsn, child: "q" }]), at(0));
  t.deepEqual(held(shelf), [
    ["p:0", [2]],
    ["p:3", [5]],
  ]);
  t.deepEqual(shardsOn(shelf), [
    { id: "p:0", partition: "p" },
    { id: "p:3", partition: "p", parent: "p:0" },
    { id: "q:3", partition: "q", parent: "p:0" },
  ]);
  takeIn(shelf, batch(0, 6, [2, 5], [{ at: 3 as Lsn, child: "q" }]), at(1));
  t.is(shelf.shards.length, 2);
});

test("a shelf of a child begins where the child was born", (t) => {
  const shelf = freshShelf(batch(7, 9, [8]));
  takeIn(shelf, batch(7, 9, [8]), at(0));
  t.deepEqual(held(shelf), [["p:7", [8]]]);
});

test("what is older than the horizon is thrown away, and the shard knows up to where", (t) => {
  const shelf = freshShelf(batch(0, 0, []));
  takeIn(shelf, batch(0, 2, [1, 2]), at(100));
  takeIn(shelf, batch(2, 4, [4]), at(200));
  trim(shelf, at(150));
  t.deepEqual(held(shelf), [["p:0", [4]]]);
  t.is(shelf.shards[0]?.trimmed, 2 as Lsn);
});
