import test from "ava";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { lostIncrements, noLostUpdates } from "./no-lost-updates.ts";

const historyOf = (...lines: string[]) => readSample(["# by hand", ...lines].join("\n")).history;
const judge = (...lines: string[]) => noLostUpdates.judge(historyOf(...lines));

test("a counter that holds every acknowledged increment has lost none", (t) => {
  const finding = judge(
    "client-1 put counter-0=1 0..5 ok",
    "client-2 put counter-0=2 if equals 1 6..9 ok",
    "client-1 put counter-0=2 if equals 1 6..9 fail",
    "client-1 add 1 to counter-0 -> 3 12..14 ok",
    "audit get counter-0 -> 3 90..91 ok",
  );
  t.is(finding.verdict, "holds");
  t.is(finding.checked, 3);
});

test("two that put the same number have lost one", (t) => {
  const lines = [
    "client-1 put counter-0=1 0..5 ok",
    "client-2 put counter-0=2 6..9 ok",
    "client-1 put counter-0=2 6..9 ok",
    "audit get counter-0 -> 2 90..91 ok",
  ];
  const finding = judge(...lines);
  t.is(finding.verdict, "broken");
  t.is(finding.reason, "1 of 3 acknowledged increments lost, in 1 counters");
  t.is(lostIncrements(historyOf(...lines)), 1);
});

test("what nobody knows may have counted, or not", (t) => {
  const lines = ["client-1 put counter-0=1 0..5 ok", "client-2 put counter-0=2 6.. info"];
  t.is(judge(...lines, "audit get counter-0 -> 1 90..91 ok").verdict, "holds");
  t.is(judge(...lines, "audit get counter-0 -> 2 90..91 ok").verdict, "holds");
  const more = judge(...lines, "audit get counter-0 -> 3 90..91 ok");
  t.is(more.verdict, "broken");
  t.is(more.reason, "counter-0 holds 3, more than the 1 acknowledged and 1 in doubt");
});

test("one counter's loss is not made up for by another's doubt", (t) => {
  const finding = judge(
    "client-1 put counter-0=1 0..5 ok",
    "client-2 put counter-0=1 0..5 ok",
    "client-1 put counter-1=1 6.. info",
    "audit get counter-0 -> 1 90..91 ok",
    "audit get counter-1 -> 1 92..93 ok",
  );
  t.is(finding.verdict, "broken");
});

test("without an audit, or without counters, nothing is known", (t) => {
  t.is(judge("client-1 put counter-0=1 0..5 ok").verdict, "unknown");
  t.is(judge("client-1 put k=1 0..5 ok", "audit get k -> 1 90..91 ok").verdict, "unknown");
  t.is(lostIncrements(historyOf("client-1 put k=1 0..5 ok")), undefined);
});
