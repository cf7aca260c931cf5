import test from "ava";
import { us } from "../kernel/time.ts";
import { pause } from "./pause.ts";
import { byPhase, noted, pingUnder, sent, spell } from "./ping.test-helper.ts";

test("a paused machine does nothing, and goes on from where it was", (t) => {
  const run = pingUnder([pause({ machine: "storage-a", ...spell })]);
  const { during, after } = byPhase(noted(run, "storage-a", "ticked"), ({ at }) => at);
  t.is(during.length, 0);
  t.is(after[0]?.at, spell.until);
  t.is(noted(run, "storage-a", "started").length, 1);

  const counts = sent(run, "storage-a", "storage-b").map(({ message }) => message);
  t.like(counts[149], { count: 150 });
  t.like(counts[150], { count: 151 });
});

test("the clock of a paused machine runs on", (t) => {
  const run = pingUnder([pause({ machine: "storage-a", ...spell })]);
  const { after } = byPhase(noted(run, "storage-a", "ticked"), ({ at }) => at);
  t.is(after[0]?.clock, spell.until);
});

test("what is sent to a paused machine waits for it, and is not lost", (t) => {
  const run = pingUnder([pause({ machine: "storage-a", ...spell })]);
  const { during } = byPhase(sent(run, "storage-b", "storage-a"), ({ sentAt }) => sentAt);
  const waiting = during.filter(({ sentAt }) => sentAt + 1_000 < spell.until);
  t.is(during.length, 150);
  t.deepEqual([...new Set(waiting.map(({ fate }) => fate))], ["delivered"]);
  t.deepEqual([...new Set(waiting.map(({ now }): number => now))], [spell.until]);
});

test("of two pauses that overlap, the last to end wakes the machine", (t) => {
  const longer = pause({ machine: "storage-a", from: us(400_500), until: us(700_500) });
  const run = pingUnder([pause({ machine: "storage-a", ...spell }), longer]);
  const { after } = byPhase(noted(run, "storage-a", "ticked"), ({ at }) => at);
  t.is(after[0]?.at, 700_500);
});
