import test from "ava";
import {
  batchReadUnits,
  batchWriteUnits,
  conditionCheckUnits,
  deleteUnits,
  expiryUnits,
  fetchingQueryUnits,
  indexWriteUnits,
  queryUnits,
  readUnits,
  refusedWriteUnits,
  replayedActionUnits,
  transactReadUnits,
  transactWriteUnits,
  writeUnits,
} from "./capacity-units.ts";

const guide = "developer guide, read and write operations";
const measured = "dynoxide, measured on the service 2026-08";
const indexes = "developer guide, GSI and LSI; dynoxide, measured on the service 2026-08";
const calculator = "AWS's cost calculator of 2026-08";
const ours = "our choice, the guide gives no amount";
const kb = 1024;

type Case = readonly [what: string, units: number, wanted: number, source: string];

const cases: readonly Case[] = [
  ["a strong read of 1 byte", readUnits(1, "strong"), 1, guide],
  ["a strong read of 4 KB", readUnits(4 * kb, "strong"), 1, guide],
  ["a strong read of 4 KB and a byte", readUnits(4 * kb + 1, "strong"), 2, guide],
  ["a strong read of 8 KB", readUnits(8 * kb, "strong"), 2, guide],
  ["a strong read of 400 KB", readUnits(400 * kb, "strong"), 100, guide],
  ["a strong read of nothing", readUnits(0, "strong"), 1, guide],
  ["an eventual read of 4 KB", readUnits(4 * kb, "eventual"), 0.5, guide],
  ["an eventual read of 4 KB and a byte", readUnits(4 * kb + 1, "eventual"), 1, guide],
  ["an eventual read of 9 KB", readUnits(9 * kb, "eventual"), 1.5, guide],
  ["an eventual read of nothing", readUnits(0, "eventual"), 0.5, guide],
  ["a strong batch of 1.5 KB and 6.5 KB", batchReadUnits([1_536, 6_656], "strong"), 3, guide],
  ["an eventual batch of two small items", batchReadUnits([10, 10], "eventual"), 1, guide],
  ["a batch of no keys", batchReadUnits([], "strong"), 0, guide],
  ["a strong query of 40.8 KB", queryUnits([41_779], "strong"), 11, guide],
  ["an eventual query of 500 items of 60 bytes", queryUnits([30_000], "eventual"), 4, guide],
  ["a query that finds nothing", queryUnits([0], "eventual"), 0.5, calculator],
  ["a strong query that finds nothing", queryUnits([0], "strong"), 1, calculator],
  ["a scan of four empty partitions", queryUnits([0, 0, 0, 0], "strong"), 4, ours],
  ["a scan of 5 KB beside two empty ones", queryUnits([5 * kb, 0, 0], "eventual"), 2, ours],
  ["two entries that fetch two items", fetchingQueryUnits([200], [5_000, 1], "strong"), 4, indexes],
  ["fetching eventually", fetchingQueryUnits([200], [5_000, 1], "eventual"), 2, indexes],
  ["a transactional read of 4 KB", transactReadUnits(4 * kb), 2, guide],
  ["a transactional read of 4 KB and a byte", transactReadUnits(4 * kb + 1), 4, guide],
  ["a transactional read of nothing", transactReadUnits(0), 2, measured],
  ["a new item of 1 KB", writeUnits(0, kb), 1, guide],
  ["a new item of 1 KB and a byte", writeUnits(0, kb + 1), 2, guide],
  ["a new item of nothing", writeUnits(0, 0), 1, guide],
  ["a new item of 400 KB", writeUnits(0, 400 * kb), 400, guide],
  ["a write that shrinks an item", writeUnits(9_497, 10), 10, guide],
  ["a write that lets an item grow", writeUnits(10, 9_497), 10, guide],
  ["an update of one attribute of 3.5 KB", writeUnits(3_584, 3_584), 4, guide],
  ["a delete of 2.5 KB", deleteUnits(2_560), 3, guide],
  ["a delete of what is not there", deleteUnits(0), 1, measured],
  [
    "a batch of a put and a delete",
    batchWriteUnits([
      { before: 0, after: 513 },
      { before: 1_600, after: 0 },
    ]),
    3,
    guide,
  ],
  ["a transactional write of 1 KB", transactWriteUnits(0, kb), 2, guide],
  ["a transactional write that shrinks", transactWriteUnits(2_049, 10), 6, measured],
  ["a transactional delete of nothing", transactWriteUnits(0, 0), 2, measured],
  ["a condition check of 1.5 KB", conditionCheckUnits(1_536), 4, measured],
  ["a condition check of nothing", conditionCheckUnits(0), 2, measured],
  ["a replayed action of 5 KB", replayedActionUnits(100, 5 * kb), 4, measured],
  ["a replayed delete of 5 KB", replayedActionUnits(5 * kb, 0), 4, measured],
  ["a refused put of 3 KB on 1 KB", refusedWriteUnits("put", kb, 3 * kb), 3, guide],
  ["a refused put of 1 KB on 3 KB", refusedWriteUnits("put", 3 * kb, kb), 3, calculator],
  ["a refused put on nothing", refusedWriteUnits("put", 0, 2 * kb), 2, calculator],
  ["a refused update of 2 KB", refusedWriteUnits("update", 2 * kb, 5 * kb), 2, calculator],
  ["a refused update of nothing", refusedWriteUnits("update", 0, 5 * kb), 1, calculator],
  ["a refused delete of 2 KB", refusedWriteUnits("delete", 2 * kb, 0), 2, calculator],
  ["an item that stays out of an index", indexWriteUnits(undefined, undefined, "none"), 0, indexes],
  ["an entry that comes", indexWriteUnits(undefined, 1_500, "content"), 2, indexes],
  ["an entry that goes", indexWriteUnits(2_500, undefined, "content"), 3, indexes],
  ["an entry that stays as it is", indexWriteUnits(2_500, 2_500, "none"), 0, indexes],
  ["an entry that grows", indexWriteUnits(100, 2_500, "content"), 3, indexes],
  ["an entry that shrinks", indexWriteUnits(2_500, 100, "content"), 3, indexes],
  ["an entry that moves", indexWriteUnits(2_500, 2_500, "key"), 6, indexes],
  ["an entry that moves and shrinks", indexWriteUnits(2_500, 100, "key"), 4, indexes],
  ["an expiry", expiryUnits, 0, "developer guide, TTL"],
];

for (const [what, units, wanted, source] of cases) {
  test(`${what} costs ${wanted} (${source})`, (t) => t.is(units, wanted));
}
