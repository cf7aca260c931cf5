import test from "ava";
import { cut } from "./cut.ts";
import { lostByPhase, pingUnder, sent, spell } from "./ping.test-helper.ts";

const none = [0, 0, 0];
const all = [0, 150, 0];

test("a cut loses what crosses it, both ways, and nothing else", (t) => {
  const run = pingUnder([cut({ groups: [["a"], ["b", "c"]], ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-b")), all);
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-a")), all);
  t.deepEqual(lostByPhase(sent(run, "storage-c", "storage-a-2")), all);
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-c")), none);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-a-2")), none);
});

test("three groups cannot hear each other", (t) => {
  const run = pingUnder([cut({ groups: [["a"], ["b"], ["c"]], ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-b")), all);
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-c")), all);
  t.deepEqual(lostByPhase(sent(run, "storage-c", "storage-a")), all);
});

test("a place in no group hears everybody", (t) => {
  const run = pingUnder([cut({ groups: [["a"], ["b"]], ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-c")), none);
  t.deepEqual(lostByPhase(sent(run, "storage-c", "storage-b")), none);
});

test("a machine named by itself leaves the group of its zone", (t) => {
  const run = pingUnder([cut({ groups: [["storage-a"], ["a", "b", "c"]], ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-a-2")), all);
  t.deepEqual(lostByPhase(sent(run, "storage-a-2", "storage-b")), none);
});

test("a place in two groups is refused", (t) => {
  t.throws(() => cut({ groups: [["a"], ["a", "b"]], ...spell }), {
    instanceOf: RangeError,
    message: 'cut: "groups" has "a" twice; expected every place in one group.',
  });
});

test("a cut with a place that does not exist is found out when it begins", (t) => {
  const error = t.throws(() => pingUnder([cut({ groups: [["a"], ["d"]], ...spell })]));
  t.regex(error?.message ?? "", /"d", which does not exist/);
});
