import test from "ava";
import { us } from "../kernel/time.ts";
import { clog } from "./clog.ts";
import { byPhase, pingUnder, sent, spell } from "./ping.test-helper.ts";
import { reordering } from "./reordering.ts";

/** Whether a message that set out at `left` has arrived at `now`: a link takes 1 ms. */
const isAt = (now: number, left: number): boolean => now === left + 1_000;

test("a clogged link holds everything until the end, loses none, and keeps the order", (t) => {
  const run = pingUnder([clog({ between: [["a"], ["b"]], ...spell })]);
  const messages = sent(run, "storage-a", "storage-b");
  const { before, during, after } = byPhase(messages, ({ sentAt }) => sentAt);
  t.true(before.every(({ sentAt, now }) => isAt(now, sentAt)));
  t.true(during.every(({ now }) => isAt(now, spell.until)));
  t.true(after.every(({ sentAt, now }) => isAt(now, sentAt)));

  const counts = messages.map(({ message }) => (message as unknown as { count: number }).count);
  t.is(during.length, 150);
  t.deepEqual(
    counts,
    counts.map((_, index) => index + 1),
  );
  t.is(run.simulation.world.traffic().dropped, 0);
});

test("links that are not chosen are not held", (t) => {
  const run = pingUnder([clog({ between: [["a"], ["b"]], ...spell })]);
  const messages = sent(run, "storage-a", "storage-c");
  t.true(messages.every(({ sentAt, now }) => isAt(now, sentAt)));
});

test("of two clogs that overlap, the last end counts for what is sent during both", (t) => {
  const second = clog({ from: us(501_500), until: us(701_500) });
  const run = pingUnder([clog(spell), second]);
  const { during } = byPhase(sent(run, "storage-a", "storage-b"), ({ sentAt }) => sentAt);
  const first = during.filter(({ sentAt }) => sentAt < second.from);
  const both = during.filter(({ sentAt }) => sentAt >= second.from);
  t.true(first.every(({ now }) => isAt(now, spell.until)));
  t.true(both.every(({ now }) => isAt(now, second.until)));
  t.is(first.length + both.length, 150);
});

test("a clog and a reordering together lose nothing", (t) => {
  const run = pingUnder([clog(spell), reordering(spell)]);
  const { sent: count, delivered, dropped, inFlight } = run.simulation.world.traffic();
  t.is(dropped, 0);
  t.is(count, delivered + inFlight);
});
