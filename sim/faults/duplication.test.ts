import test from "ava";
import type { MessageRecord } from "../kernel/observer.ts";
import { duplication } from "./duplication.ts";
import { byPhase, pingUnder, sent, spell } from "./ping.test-helper.ts";

const copies = (messages: readonly MessageRecord[]): readonly [number, number, number] => {
  const made = messages.filter(({ fate }) => fate === "copy");
  const { before, during, after } = byPhase(made, ({ sentAt }) => sentAt);
  return [before.length, during.length, after.length];
};

test("about the share arrives twice while it lasts, and nothing before and after", (t) => {
  const run = pingUnder([duplication(spell)]);
  const [before, during, after] = copies(run.messages);
  t.deepEqual([before, after], [0, 0]);
  // 12 links with 150 messages: 360 on average, with a standard deviation of 17.
  t.true(during > 360 - 5 * 17 && during < 360 + 5 * 17, `${during} of 1800 copied`);
  t.is(run.simulation.world.traffic().copied, during);
});

test("each message arrives twice at a share of 1, and only on the links chosen", (t) => {
  const run = pingUnder([duplication({ share: 1, between: [["a"], ["b"]], ...spell })]);
  t.deepEqual(copies(sent(run, "storage-a", "storage-b")), [0, 150, 0]);
  t.deepEqual(copies(sent(run, "storage-b", "storage-a")), [0, 150, 0]);
  t.deepEqual(copies(sent(run, "storage-a", "storage-c")), [0, 0, 0]);
});
