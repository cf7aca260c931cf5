import test from "ava";
import { us } from "../kernel/time.ts";
import { crash } from "./crash.ts";
import { lostUnsyncedWrites } from "./lost-unsynced-writes.ts";
import { noted, pingUnder, spell } from "./ping.test-helper.ts";
import { tornWrite } from "./torn-write.ts";

const machine = "storage-a";
const during = crash({ machine, from: us(401_500), until: us(501_500) });
const after = crash({ machine, from: us(701_500), until: us(801_500) });

const torn = (schedule: Parameters<typeof pingUnder>[0]) =>
  noted(pingUnder(schedule), machine, "started").map((start) => start.torn);

test("a crash while it lasts tears a record, and a later one does not", (t) => {
  t.deepEqual(torn([tornWrite({ machine, ...spell }), during, after]), [false, true, false]);
});

test("a tear spares what was flushed", (t) => {
  const starts = noted(pingUnder([tornWrite({ machine, ...spell }), during]), machine, "started");
  t.true(starts[1]!.records.length >= 198);
});

test("a tear needs a crash of its own machine", (t) => {
  t.deepEqual(torn([tornWrite({ machine, ...spell })]), [false]);
  t.deepEqual(torn([tornWrite({ machine: "storage-b", ...spell }), during]), [false, false]);
});

test("a tear outranks a loss while both last, and the loss goes on when the tear is over", (t) => {
  const loss = lostUnsyncedWrites({ machine, from: us(301_500), until: us(901_500) });
  const run = pingUnder([loss, tornWrite({ machine, ...spell }), during, after]);
  const starts = noted(run, machine, "started");
  t.deepEqual(
    starts.map((start) => start.torn),
    [false, true, false],
  );
  const flushed = noted(run, machine, "flushed")
    .filter(({ at }) => at < after.from)
    .at(-1)!.count;
  t.is(starts[2]!.records.at(-1), flushed);
});
