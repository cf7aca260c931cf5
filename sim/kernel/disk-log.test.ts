import test from "ava";
import { DiskLog } from "./disk-log.ts";
import { streamsOf } from "./random.ts";

const random = streamsOf(1)("disk-log.test");

/** A log with `flushed` records safe and `writing` on their way. */
function logOf(flushed: number, writing: number): DiskLog {
  const log = new DiskLog([]);
  for (let n = 1; n <= flushed + writing; n++) log.append(n, false);
  for (let n = 1; n <= flushed; n++) log.flush(false);
  return log;
}

test("what is flushed survives, and of the rest a prefix, each length of it at some time", (t) => {
  const lengths = new Set<number>();
  for (let round = 0; round < 200; round++) {
    const log = logOf(2, 3);
    log.crash("drawn", random);
    const { records, torn } = log.survived();
    t.deepEqual(records, [1, 2, 3, 4, 5].slice(0, records.length));
    t.is(torn, undefined);
    lengths.add(records.length);
  }
  t.deepEqual([...lengths].sort(), [2, 3, 4, 5]);
});

test("a crash that keeps nothing loses every record that was not flushed", (t) => {
  const log = logOf(2, 3);
  log.crash("nothing", random);
  t.deepEqual(log.survived(), { records: [1, 2], torn: undefined });
});

test("a crash that tears leaves the first lost record torn", (t) => {
  for (let round = 0; round < 50; round++) {
    const log = logOf(2, 3);
    log.crash("torn", random);
    const { records, torn } = log.survived();
    t.is(torn, records.length + 1);
    t.true(records.length >= 2 && records.length <= 4);
  }
});

test("nothing is torn when nothing was being written", (t) => {
  const log = logOf(2, 0);
  log.crash("torn", random);
  t.deepEqual(log.survived(), { records: [1, 2], torn: undefined });
});

test("a torn record is gone once something is written over it", (t) => {
  const log = logOf(0, 1);
  log.crash("torn", random);
  t.is(log.survived().torn, 1);
  log.append(2, false);
  log.flush(false);
  t.deepEqual(log.survived(), { records: [2], torn: undefined });
});

test("a checkpoint takes the place of earlier records once it is flushed, not before", (t) => {
  const log = logOf(3, 0);
  log.append("snapshot", true);
  log.append(4, false);
  t.deepEqual(log.durable, [1, 2, 3]);
  log.flush(false);
  t.deepEqual(log.durable, ["snapshot"]);
  log.flush(false);
  t.deepEqual(log.durable, ["snapshot", 4]);
});

test("a crash proves a disk that lied to be a liar, and loses what came after the hole too", (t) => {
  const log = logOf(1, 3);
  log.flush(true);
  log.flush(true);
  t.deepEqual(log.durable, [1], "not certain to survive");
  log.crash("drawn", random);
  t.deepEqual(log.survived(), { records: [1], torn: undefined });
});

test("an honest flush makes safe what the disk had lied about", (t) => {
  const log = logOf(1, 2);
  log.flush(true);
  log.flush(false);
  log.crash("nothing", random);
  t.deepEqual(log.survived().records, [1, 2, 3]);
});

test("a wiped disk is empty", (t) => {
  const log = logOf(3, 0);
  log.wipe();
  t.deepEqual(log.survived(), { records: [], torn: undefined });
});

test("a role may change the list of records it was given", (t) => {
  const log = logOf(2, 0);
  (log.survived().records as unknown[]).push("mine");
  t.deepEqual(log.survived().records, [1, 2]);
});
