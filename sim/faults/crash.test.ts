import test from "ava";
import { us } from "../kernel/time.ts";
import { crash } from "./crash.ts";
import { byPhase, lostByPhase, noted, pingUnder, sent, spell } from "./ping.test-helper.ts";

test("a crashed machine does nothing and hears nothing until it starts again", (t) => {
  const run = pingUnder([crash({ machine: "storage-a", ...spell })]);
  const { before, during, after } = byPhase(noted(run, "storage-a", "ticked"), ({ at }) => at);
  t.is(before.length, 150);
  t.is(during.length, 0);
  t.is(after[0]?.at, spell.until + 2_000);
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-a")), [0, 150, 0]);
});

test("a crashed machine starts from what its disk had flushed, and perhaps a little more", (t) => {
  const run = pingUnder([crash({ machine: "storage-a", ...spell })]);
  const [first, second, ...more] = noted(run, "storage-a", "started");
  t.deepEqual(first?.records, []);
  t.is(second?.at, spell.until);
  t.is(more.length, 0);

  // A flush takes 5 ms and a record is written every 2 ms: at the crash two were on their way.
  const flushed = byPhase(noted(run, "storage-a", "flushed"), ({ at }) => at).before.length;
  t.is(flushed, 148);
  t.true([148, 149, 150].includes(second!.records.length));
});

test("of two crashes that overlap, the last to end starts the machine", (t) => {
  const longer = crash({ machine: "storage-a", from: us(400_500), until: us(700_500) });
  const run = pingUnder([crash({ machine: "storage-a", ...spell }), longer]);
  const starts = noted(run, "storage-a", "started").map(({ at }) => at);
  t.deepEqual(starts, [0, 700_500]);
});

test("a crash that ends before it begins is refused", (t) => {
  const machine = "storage-a";
  t.throws(() => crash({ machine, from: us(20), until: us(10) }), {
    instanceOf: RangeError,
    message: 'crash: "until" is 10; expected more than "from", which is 20.',
  });
});
