import test from "ava";
import { streamsOf } from "../kernel/random.ts";
import { seconds } from "../kernel/time.ts";
import { type RecordedLog, readRequestLog } from "./recorded-log.ts";

/** The entries in words: time in ms, operation, key, bytes, client. */
const entries = (log: RecordedLog): string[] =>
  log.times.map((time, at) =>
    [
      time / 1_000,
      log.operations[at],
      log.keyNames[log.keys[at] ?? -1],
      log.bytes[at],
      log.clients[at],
    ].join(" "),
  );

const whys = (log: RecordedLog): string[] => log.rejected.map(({ line, why }) => `${line}: ${why}`);

test("Twitter's columns need no header", (t) => {
  const log = readRequestLog([
    "100,anon-a,20,300,7,get,0",
    "100,anon-b,20,0,9,set,3600",
    "101,anon-a,20,300,7,delete,0",
  ]);
  t.is(log.format, "twitter");
  t.deepEqual(entries(log), [
    "0 get anon-a 320 0",
    "0 put anon-b 20 1",
    "1000 delete anon-a 320 0",
  ]);
  t.is(log.rejectedCount, 0);
});

test("every operation of Twitter's logs has its meaning here", (t) => {
  const said = "get gets set add replace cas append prepend delete incr decr".split(" ");
  const log = readRequestLog(said.map((operation, at) => `${at},k,1,2,0,${operation},0`));
  t.deepEqual(log.operations, [
    "get",
    "get",
    "put",
    "put-if-absent",
    "put-if-exists",
    "put-if-unchanged",
    "put",
    "put",
    "delete",
    "increment",
    "decrement",
  ]);
});

test("a header names CSV columns in any order, case and spelling", (t) => {
  const log = readRequestLog([
    "Key,Operation,Bytes,Timestamp (ms),Client ID,comment",
    'user#1,PUT,120,1000,web-1,"first, of all"',
    '"a ""b"", c",Read,,1002.5,web-2,',
  ]);
  t.is(log.format, "csv");
  t.deepEqual(entries(log), ["0 put user#1 120 0", '2.5 get a "b", c 8 1']);
});

test("JSON lines use the same names", (t) => {
  const log = readRequestLog([
    '{"time":"2026-11-22T10:00:00.250Z","op":"get","key":"k1"}',
    '{"time":"2026-11-22T10:00:01Z","op":"set","key":42,"valueBytes":10,"client":"c"}',
  ]);
  t.is(log.format, "jsonl");
  t.deepEqual(entries(log), ["0 get k1 2 -1", "750 put 42 12 0"]);
});

test("each damaged line is named with its number, its text and what is wrong with it", (t) => {
  const log = readRequestLog([
    "100,k,1,2,0,get,0",
    "100,k,1,2,0,get",
    "",
    "1x0,k,1,2,0,get,0",
    "101,,1,2,0,get,0",
    "101,k,one,2,0,get,0",
    "101,k,1,-2,0,get,0",
    "101,k,1,2,0,frob,0",
    "101,k,1,2,0,get,soon",
    ",k,1,2,0,get,0",
    "101,k,1,2,0,,0",
    '101,"k,1,2,0,get,0',
    "90,k,1,2,0,get,0",
    "102,k,1,2,0,get,0",
  ]);
  t.deepEqual(whys(log), [
    "2: expected 7 columns, got 6",
    '4: expected a number or an ISO 8601 time, got "1x0"',
    "5: the key is empty",
    '6: expected a key size in whole bytes, got "one"',
    '7: expected a value size in whole bytes, got "-2"',
    '8: unknown operation "frob"',
    '9: expected a time to live in whole seconds, got "soon"',
    "10: the time is missing",
    "11: the operation is missing",
    "12: a quote is not closed where its field ends",
    "13: the time is 10 s before that of an earlier line",
  ]);
  t.is(log.rejected[1]?.text, "1x0,k,1,2,0,get,0");
  t.deepEqual(entries(log), ["0 get k 3 0", "2000 get k 3 0"]);
});

test("damaged JSON lines are named too", (t) => {
  const good = '{"time":1,"op":"get","key":"k"}';
  const log = readRequestLog([good, "{", "[1]", '{"op":"get","key":"k"}', '{"time":2}', good]);
  t.deepEqual(whys(log), [
    "2: not a JSON object",
    "3: not a JSON object",
    "4: the time is missing",
    "5: the operation is missing",
  ]);
  t.is(log.times.length, 2);
});

test("a log is recognised even when its first line is damaged", (t) => {
  const json = Array.from({ length: 5 }, (_, at) => `{"time":${at},"op":"get","key":"k"}`);
  const log = readRequestLog(["%%%", ...json]);
  t.is(log.format, "jsonl");
  t.is(log.times.length, 5);
  t.deepEqual(whys(log), ["1: not a JSON object"]);
});

test("a header without a column that requests need is refused", (t) => {
  t.throws(() => readRequestLog(["time,key,bytes", "1,k,2"]), {
    instanceOf: RangeError,
    message: 'expected a header that names time, operation, key, got "time,key,bytes"',
  });
});

test("a small step back is taken for the latest time, a larger one by choice", (t) => {
  const lines = ["10,k,1,1,0,get,0", "9.5,k,1,1,0,get,0", "7,k,1,1,0,get,0", "11,k,1,1,0,get,0"];
  t.deepEqual(readRequestLog(lines).times, [0, 0, 1_000_000]);
  const patient = readRequestLog(lines, { tolerance: seconds(5) });
  t.deepEqual(patient.times, [0, 0, 0, 1_000_000]);
});

test("only the first ten thousand rejected lines are listed, all are counted", (t) => {
  const damaged = Array.from({ length: 12_000 }, () => "not a request");
  const log = readRequestLog(["100,k,1,2,0,get,0", ...damaged]);
  t.is(log.rejected.length, 10_000);
  t.is(log.rejected.at(-1)?.line, 10_001);
  t.is(log.rejectedCount, 12_000);
});

test("an empty log has no entries, and marks of editors do not matter", (t) => {
  t.is(readRequestLog([]).times.length, 0);
  const log = readRequestLog(["\uFEFFtime,op,key\r", "1,get,k\r", "\r", "2,get,k\r"]);
  t.deepEqual([log.times.length, log.rejectedCount], [2, 0]);
});

test("a hundred thousand lines, one in a hundred damaged: every good one is kept", (t) => {
  const random = streamsOf(1)("recorded-log.test");
  function* lines(): Generator<string> {
    for (let line = 0; line < 100_000; line += 1) {
      const text = `${Math.floor(line / 500)},key-${random.below(5_000)},20,300,${random.below(50)},get,0`;
      yield line % 100 === 50 ? text.slice(0, 12) : text;
    }
  }
  const log = readRequestLog(lines());
  t.is(log.times.length, 99_000);
  t.is(log.rejectedCount, 1_000);
  t.true(log.rejected.every(({ line }) => line % 100 === 51));
});
