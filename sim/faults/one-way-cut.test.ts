import test from "ava";
import { oneWayCut } from "./one-way-cut.ts";
import { lostByPhase, pingUnder, sent, spell } from "./ping.test-helper.ts";

test("a one-way cut loses what runs that way, and lets the answers pass", (t) => {
  const run = pingUnder([oneWayCut({ senders: ["a"], receivers: ["b"], ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-b")), [0, 150, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-a-2", "storage-b")), [0, 150, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-a")), [0, 0, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-c")), [0, 0, 0]);
});

test("a one-way cut can concern one machine of a zone", (t) => {
  const run = pingUnder([oneWayCut({ senders: ["storage-a"], receivers: ["b", "c"], ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-c")), [0, 150, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-a-2", "storage-c")), [0, 0, 0]);
});
