import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { type LocalTime, seconds } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import { type Config, configure } from "../config.ts";
import { alone, marks, sent } from "../request-path/alone.test-helper.ts";
import type { IteratorType, StreamAppend, StreamRecord } from "./messages.ts";
import { streamServer } from "./stream-server.ts";

const server = (changes: Partial<Config> = {}) =>
  alone(streamServer as never, { config: configure(changes) });
type Server = ReturnType<typeof server>;

const record = (sequence: number): StreamRecord => ({
  sequence: sequence as Lsn,
  event: "INSERT",
  key: "k",
  bytes: 100,
});

const append = (after: number, upTo: number, child?: string): StreamAppend => ({
  kind: "stream-append",
  table: "t",
  partition: "p",
  after: after as Lsn,
  upTo: upTo as Lsn,
  records: Array.from({ length: upTo - after }, (_, index) => record(after + index + 1)),
  splits: child === undefined ? [] : [{ at: upTo as Lsn, child }],
});

/** Readers see all up to here. */
const show = (self: Server, upTo: number) => self.fire(`show ${upTo} p`, 0);

const begin = (self: Server, type: IteratorType, shard = "p:0") =>
  sent(self.tell("reader", { kind: "get-iterator", shard, type }), "iterator-given")[0]?.message
    .iterator;

const read = (self: Server, after: number, at: number = 0, limit = 100) =>
  self.tell(
    "reader",
    {
      kind: "get-records",
      iterator: { shard: "p:0", after: after as Lsn, issued: 0 as LocalTime },
      limit,
    },
    at,
  );

const sequences = (asked: ReturnType<typeof read>) =>
  sent(asked, "stream-records")[0]?.message.records.map(({ sequence }) => sequence as number);

test("a batch behind a gap is not taken: the leader is told how far the shards are", (t) => {
  const self = server();
  self.tell("leader", append(0, 2));
  const asked = self.tell("leader", append(4, 6));
  t.false(asked.some(({ kind }) => kind === "persist"));
  show(self, 6);
  t.deepEqual(sequences(read(self, 0)), [1, 2]);
});

test("readers see nothing before it is shown, and then all of it in order", (t) => {
  const self = server();
  self.tell("leader", append(0, 3));
  t.deepEqual(sequences(read(self, 0)), []);
  show(self, 2);
  t.deepEqual(sequences(read(self, 0)), [1, 2]);
  show(self, 3);
  t.deepEqual(sequences(read(self, 1)), [2, 3]);
  t.deepEqual(sequences(read(self, 0, 0, 1)), [1]);
});

test("iterators begin at the horizon, at the end, at a sequence number or behind it", (t) => {
  const self = server();
  self.tell("leader", append(0, 9));
  show(self, 6);
  t.is(begin(self, { kind: "trim-horizon" })?.after, 0 as Lsn);
  t.is(begin(self, { kind: "latest" })?.after, 6 as Lsn);
  t.is(begin(self, { kind: "at-sequence", sequence: 4 as Lsn })?.after, 3 as Lsn);
  t.is(begin(self, { kind: "after-sequence", sequence: 4 as Lsn })?.after, 4 as Lsn);
  t.is(begin(self, { kind: "latest" }, "q:0"), undefined);
});

test("a closed shard has no next iterator once all of it is read", (t) => {
  const self = server();
  self.tell("leader", append(0, 2, "q"));
  show(self, 1);
  const next = (asked: ReturnType<typeof read>) => sent(asked, "stream-records")[0]?.message.next;
  t.not(next(read(self, 0)), undefined);
  show(self, 2);
  t.is(next(read(self, 1)), undefined);
});

test("an iterator is good for fifteen minutes", (t) => {
  const self = server();
  self.tell("leader", append(0, 2));
  const late = read(self, 0, seconds(901));
  t.deepEqual(marks(late), ["reader-refused-expired-iterator"]);
  t.is(sent(late, "stream-refused")[0]?.to, "reader" as Address);
});
