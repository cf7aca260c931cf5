import test from "ava";
import type { MessageRecord } from "../kernel/observer.ts";
import { ms } from "../kernel/time.ts";
import { byPhase, pingUnder, sent, spell } from "./ping.test-helper.ts";
import { reordering } from "./reordering.ts";

/** Messages that arrived after one that was sent later. */
const overtaken = (messages: readonly MessageRecord[]) =>
  messages.filter(({ sentAt }, index) =>
    messages.slice(0, index).some((earlier) => earlier.sentAt > sentAt),
  );

test("messages are overtaken while it lasts, and not before and after", (t) => {
  const run = pingUnder([reordering(spell)]);
  const late = overtaken(sent(run, "storage-a", "storage-b"));
  const { before, during, after } = byPhase(late, ({ sentAt }) => sentAt);
  t.deepEqual([before, after], [[], []]);
  // 30 of 150 are held back, nearly all of them for longer than the 2 ms to the next.
  t.true(during.length >= 10 && during.length <= 50, `${during.length} overtaken`);
});

test("a message is held back by no more than the delay, and none is lost", (t) => {
  const run = pingUnder([reordering({ share: 1, delay: ms(20), ...spell })]);
  const waits = sent(run, "storage-a", "storage-b").map(({ sentAt, now }) => now - sentAt - 1_000);
  t.is(waits.length, 499);
  t.true(Math.max(...waits) <= 20_000 && Math.max(...waits) > 18_000);
  t.is(run.simulation.world.traffic().dropped, 0);
});

test("links that are not chosen keep their order", (t) => {
  const run = pingUnder([reordering({ share: 1, between: [["a"], ["b"]], ...spell })]);
  t.not(overtaken(sent(run, "storage-b", "storage-a")).length, 0);
  t.is(overtaken(sent(run, "storage-b", "storage-c")).length, 0);
});
