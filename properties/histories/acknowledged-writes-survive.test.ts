import test from "ava";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { acknowledgedWritesSurvive, lostWrites } from "./acknowledged-writes-survive.ts";

const historyOf = (...lines: string[]) => readSample(["# by hand", ...lines].join("\n")).history;
const lostIn = (...lines: string[]) =>
  lostWrites(historyOf(...lines)).map(({ request }) => Number(request));

test("an audit that sees the last acknowledged write finds nothing lost", (t) => {
  const history = historyOf(
    "client-1 put k=1 0..5 ok",
    "client-2 put k=2 6..9 ok",
    "audit get k -> 2 90..91 ok",
  );
  const { verdict, checked } = acknowledgedWritesSurvive.judge(history);
  t.is(verdict, "holds");
  t.is(checked, 2);
});

test("what was acknowledged after all that may have left the audited value is lost", (t) => {
  const finding = acknowledgedWritesSurvive.judge(
    historyOf(
      "client-1 put k=1 0..5 ok",
      "client-2 put k=2 6..9 ok",
      "client-2 put k=3 10..12 ok",
      "audit get k -> 1 90..91 ok",
    ),
  );
  t.is(finding.verdict, "broken");
  t.is(finding.at, 9_000 as typeof finding.at);
  t.deepEqual(finding.operations, [2, 3]);
  t.regex(finding.reason, /^2 of 3 acknowledged writes are lost, first r2 to k/);
});

test("of two concurrent writes either may be the one that is left", (t) => {
  const writes = ["client-1 put k=1 0..9 ok", "client-2 put k=2 1..8 ok"];
  t.deepEqual(lostIn(...writes, "audit get k -> 1 90..91 ok"), []);
  t.deepEqual(lostIn(...writes, "audit get k -> 2 90..91 ok"), []);
  t.deepEqual(lostIn(...writes, "audit get k -> nothing 90..91 ok"), [1, 2]);
});

test("a write that timed out may have overwritten what came later", (t) => {
  const later = ["client-2 put k=2 10..12 ok", "audit get k -> 1 90..91 ok"];
  t.deepEqual(lostIn("client-1 put k=1 0..5 info", ...later), []);
  t.deepEqual(lostIn("client-1 put k=1 0..5 ok", ...later), [2]);
});

test("a refused write explains nothing, and is not lost itself", (t) => {
  const refused = "client-2 put k=2 6..7 fail";
  t.deepEqual(lostIn("client-1 put k=1 0..5 ok", refused, "audit get k -> 2 90..91 ok"), [1]);
  t.deepEqual(lostIn("client-1 put k=1 0..5 ok", refused, "audit get k -> 1 90..91 ok"), []);
});

test("a delete explains an absent item, and is lost where the item is back", (t) => {
  const writes = ["client-1 put k=1 0..5 ok", "client-2 delete k 6..9 ok"];
  t.deepEqual(lostIn(...writes, "audit get k -> nothing 90..91 ok"), []);
  t.deepEqual(lostIn(...writes, "audit get k -> 1 90..91 ok"), [2]);
});

test("a counter is at least what was acknowledged, and what timed out may come on top", (t) => {
  const adds = [
    "client-1 add 5 to k -> 5 0..1 ok",
    "client-1 add 2 to k 2..3 info",
    "client-1 add 1 to k -> 8 4..5 ok",
  ];
  t.deepEqual(lostIn(...adds, "audit get k -> 8 90..91 ok"), []);
  t.deepEqual(lostIn(...adds, "audit get k -> 6 90..91 ok"), []);
  t.deepEqual(lostIn(...adds, "audit get k -> 5 90..91 ok"), [3]);
  t.deepEqual(lostIn(...adds, "audit get k -> nothing 90..91 ok"), [1, 3]);
});

test("one large add that is missing is one lost write", (t) => {
  const adds = ["client-1 add 1 to k -> 1 0..1 ok", "client-1 add 5 to k -> 6 2..3 ok"];
  t.deepEqual(lostIn(...adds, "audit get k -> 1 90..91 ok"), [2]);
});

test("a counter that is also put or lowered is not accused", (t) => {
  const put = "client-1 put k=0 0..1 ok";
  t.deepEqual(lostIn(put, "client-1 add 5 to k -> 5 2..3 ok", "audit get k -> 0 90..91 ok"), []);
});

test("a write not acknowledged before the audit began need not be in it", (t) => {
  const before = "client-1 put k=1 0..5 ok";
  const audit = "audit get k -> 1 90..91 ok";
  t.deepEqual(lostIn(before, "client-2 put k=2 89..95 ok", audit), []);
  t.deepEqual(lostIn(before, audit, "client-2 put k=2 92..95 ok"), []);
  t.deepEqual(lostIn("client-1 put k=2 6..9 ok", audit, "client-2 put k=1 92..95 ok"), [1]);
});

test("keys that were never audited, or without an answer, are not judged", (t) => {
  const { verdict, checked } = acknowledgedWritesSurvive.judge(
    historyOf(
      "client-1 put a=1 0..5 ok",
      "client-1 get a -> nothing 6..7 ok",
      "client-1 put b=1 8..9 ok",
      "audit get b 90..91 info",
    ),
  );
  t.is(verdict, "unknown");
  t.is(checked, 0);
});
