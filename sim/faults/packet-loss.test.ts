import test from "ava";
import { packetLoss } from "./packet-loss.ts";
import { lostByPhase, pingUnder, sent, spell } from "./ping.test-helper.ts";

test("about the share is lost while it lasts, and nothing before and after", (t) => {
  const [before, during, after] = lostByPhase(pingUnder([packetLoss(spell)]).messages);
  t.deepEqual([before, after], [0, 0]);
  // 12 links with 150 messages: 360 on average, with a standard deviation of 17.
  t.true(during > 360 - 5 * 17 && during < 360 + 5 * 17, `${during} of 1800 lost`);
});

test("all is lost at a share of 1, and only on the links chosen, both ways", (t) => {
  const run = pingUnder([packetLoss({ share: 1, between: [["a"], ["b"]], ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-b")), [0, 150, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-a")), [0, 150, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-c")), [0, 0, 0]);
});

test("a share that is none is refused", (t) => {
  t.throws(() => packetLoss({ share: 20, ...spell }), {
    instanceOf: RangeError,
    message: 'packet-loss: "share" is 20; expected a share from 0.000001 to 1, such as 0.2.',
  });
});
