import test from "ava";
import { us } from "../kernel/time.ts";
import { crash } from "./crash.ts";
import { lostByPhase, noted, pingUnder, sent, spell } from "./ping.test-helper.ts";
import { wipe } from "./wipe.ts";

test("a wiped machine comes back at the end, with an empty disk", (t) => {
  const run = pingUnder([wipe({ machine: "storage-a", ...spell })]);
  const starts = noted(run, "storage-a", "started");
  t.deepEqual(
    starts.map(({ at, records }) => [at, records]),
    [
      [0, []],
      [spell.until, []],
    ],
  );
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-a")), [0, 150, 0]);
});

test("what a wiped machine writes afterwards survives the next crash", (t) => {
  const later = crash({ machine: "storage-a", from: us(801_500), until: us(901_500) });
  const run = pingUnder([wipe({ machine: "storage-a", ...spell }), later]);
  const { records } = noted(run, "storage-a", "started")[2]!;
  t.is(records[0], 1);
  t.true(records.length >= 95, `${records.length} records`);
});

test("a wipe leaves the disks of other machines as they are", (t) => {
  const run = pingUnder([wipe({ machine: "storage-a", ...spell })]);
  t.is(noted(run, "storage-a-2", "started").length, 1);
  t.is(noted(run, "storage-a-2", "flushed").at(-1)?.count, 497);
});
