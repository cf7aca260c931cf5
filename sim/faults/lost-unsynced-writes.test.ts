import test from "ava";
import { us } from "../kernel/time.ts";
import { crash } from "./crash.ts";
import { lostUnsyncedWrites } from "./lost-unsynced-writes.ts";
import { noted, type PingRun, pingUnder, spell } from "./ping.test-helper.ts";

const machine = "storage-a";

/** How many records the machine had called flushed at an instant, and how many it then found. */
const kept = (run: PingRun, crashedAt: number): { confirmed: number; found: number } => ({
  confirmed: noted(run, machine, "flushed").filter(({ at }) => at < crashedAt).length,
  found: noted(run, machine, "started")[1]!.records.length,
});

/** What a crash keeps of the two records on their way is drawn: we look at many draws. */
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
const crashed = crash({ machine, from: us(401_500), until: us(501_500) });

test("a crash while it lasts leaves exactly what was flushed", (t) => {
  for (const seed of seeds) {
    const run = pingUnder([lostUnsyncedWrites({ machine, ...spell }), crashed], { seed });
    const { confirmed, found } = kept(run, crashed.from);
    t.is(found, confirmed);
  }
});

test("without it, or after it, some crashes leave more than was flushed", (t) => {
  const over = lostUnsyncedWrites({ machine, from: us(101_500), until: us(201_500) });
  for (const schedule of [[crashed], [over, crashed]]) {
    const more = seeds.filter((seed) => {
      const { confirmed, found } = kept(pingUnder(schedule, { seed }), crashed.from);
      return found > confirmed;
    });
    t.not(more.length, 0);
  }
});

test("a disk that lies loses in a crash what it has called flushed since it began to", (t) => {
  const lying = lostUnsyncedWrites({ machine, confirmedToo: true, ...spell });
  const { confirmed, found } = kept(pingUnder([lying, crashed]), 401_500);
  t.is(confirmed, 198);
  t.is(found, 148);
});

test("what was flushed in time is safe again once the disk no longer lies", (t) => {
  const lying = lostUnsyncedWrites({ machine, confirmedToo: true, ...spell });
  const later = crash({ machine, from: us(701_500), until: us(801_500) });
  const { confirmed, found } = kept(pingUnder([lying, later]), 701_500);
  t.is(confirmed, 348);
  t.true(found >= confirmed);
});

test("another machine's disk is as before", (t) => {
  const lying = lostUnsyncedWrites({ machine: "storage-b", confirmedToo: true, ...spell });
  const { confirmed, found } = kept(pingUnder([lying, crashed]), 401_500);
  t.true(found >= confirmed);
});
