import test from "ava";
import { ms } from "../kernel/time.ts";
import { byPhase, pingUnder, sent, spell } from "./ping.test-helper.ts";
import { slowLink } from "./slow-link.ts";

test("messages take longer by the delay, give or take the jitter, while it lasts", (t) => {
  const run = pingUnder([slowLink(spell)]);
  const messages = sent(run, "storage-a", "storage-b");
  const { before, during, after } = byPhase(messages, ({ sentAt }) => sentAt);
  t.true(before.every(({ sentAt, now }) => now === sentAt + 1_000));
  const added = during.map(({ sentAt, now }) => now - sentAt - 1_000);
  t.true(Math.min(...added) >= 40_000 && Math.max(...added) <= 60_000);
  t.true(Math.max(...added) - Math.min(...added) > 10_000);
  const last = after.at(-1)!;
  t.is(last.now - last.sentAt, 1_000);
});

test("a slow link keeps its order", (t) => {
  const run = pingUnder([slowLink({ delay: ms(30), jitter: ms(30), ...spell })]);
  const times = sent(run, "storage-a", "storage-b").map(({ sentAt }) => sentAt as number);
  t.deepEqual(
    times,
    times.slice().sort((one, other) => one - other),
  );
});

test("a delay without jitter is exact, and only on the links chosen", (t) => {
  const options = { delay: ms(7), jitter: ms(0), between: [["a"], ["storage-b"]] } as const;
  const run = pingUnder([slowLink({ ...options, ...spell })]);
  const slow = byPhase(sent(run, "storage-b", "storage-a"), ({ sentAt }) => sentAt).during;
  t.true(slow.every(({ sentAt, now }) => now === sentAt + 8_000));
  t.true(sent(run, "storage-b", "storage-c").every(({ sentAt, now }) => now === sentAt + 1_000));
});

test("two slow links on one add up", (t) => {
  const one = slowLink({ delay: ms(7), jitter: ms(0), ...spell });
  const { during } = byPhase(
    sent(pingUnder([one, one]), "storage-a", "storage-b"),
    ({ sentAt }) => sentAt,
  );
  t.true(during.every(({ sentAt, now }) => now === sentAt + 15_000));
});

test("a jitter that exceeds the delay is refused", (t) => {
  t.throws(() => slowLink({ delay: ms(5), jitter: ms(6), ...spell }), {
    instanceOf: RangeError,
    message: 'slow-link: "jitter" is 6000; expected at most "delay", which is 5000.',
  });
});
