import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import type { LocalTime } from "../kernel/time.ts";
import {
  admit,
  type BurstBucket,
  burstBucket,
  chargeMore,
  type PaidBy,
  reallocate,
  returnUnused,
  tokensOf,
} from "./burst-bucket.ts";
import { available, emptyBucket, fullBucket } from "./token-bucket.ts";

const local = (us: number) => us as LocalTime;
const second = 1_000_000;

/** One-unit requests, `perSecond` of them at the end of each second after `from`. */
function load(bucket: BurstBucket, from: number, seconds: number, perSecond: number) {
  const counts: Record<PaidBy, number> = { allocated: 0, burst: 0, nobody: 0 };
  for (let index = 0; index < seconds * perSecond; index += 1) {
    const at = from + (Math.floor(index / perSecond) + 1) * second;
    counts[admit(bucket, 1, local(at))] += 1;
  }
  return counts;
}

test("150 units/s left idle for 5 minutes are 45,000 units, which carry 200/s for 900 s", (t) => {
  const bucket = burstBucket({ rate: 150 }, local(0));
  t.is(admit(bucket, 150, local(0)), "allocated");
  const idle = tokensOf(bucket, local(300 * second));
  t.is(idle.allocated + idle.burst, 45_000);
  t.deepEqual(load(bucket, 300 * second, 900, 200), {
    allocated: 135_000,
    burst: 45_000,
    nobody: 0,
  });
  const after = load(bucket, 1_200 * second, 10, 200);
  t.deepEqual(after, { allocated: 1_500, burst: 0, nobody: 500 });
});

test("the burst bucket holds 300 s of the rate, however long the partition is idle", (t) => {
  const bucket = burstBucket({ rate: 150 }, local(0));
  t.deepEqual(tokensOf(bucket, local(300 * second)), { allocated: 150, burst: 45_000 });
  t.deepEqual(tokensOf(bucket, local(86_400 * second)), { allocated: 150, burst: 45_000 });
  t.is(
    tokensOf(burstBucket({ rate: 150, burstSeconds: 10 }, local(0)), local(60 * second)).burst,
    1_500,
  );
});

test("allocated tokens do not ask the node, which is charged and may go into debt", (t) => {
  const bucket = burstBucket({ rate: 10 }, local(0));
  const node = emptyBucket(0, 100, local(0));
  t.is(admit(bucket, 4, local(0), { node }), "allocated");
  t.is(available(node, local(0)), -4);
});

test("burst tokens need room on the node, and a write's other members to allow it", (t) => {
  const now = local(300 * second);
  const bucket = burstBucket({ rate: 10 }, local(0));
  t.is(admit(bucket, 10, now), "allocated");
  t.is(admit(bucket, 1, now, { node: emptyBucket(0, 100, now) }), "nobody");
  t.is(admit(bucket, 1, now, { membersAllow: false }), "nobody");
  const node = fullBucket(0, 100, now);
  t.is(admit(bucket, 1, now, { node, membersAllow: true }), "burst");
  t.is(available(node, now), 99);
  t.deepEqual(tokensOf(bucket, now), { allocated: 0, burst: 2_999 });
});

test("what is throttled costs nobody anything", (t) => {
  const bucket = burstBucket({ rate: 10, limit: 20 }, local(0));
  const node = fullBucket(0, 100, local(0));
  t.is(admit(bucket, 10, local(0), { node }), "allocated");
  const before = structuredClone(bucket);
  t.is(admit(bucket, 1, local(0), { node }), "nobody");
  t.deepEqual(bucket, before);
  t.is(available(node, local(0)), 90);
});

test("no burst exceeds what a partition can serve", (t) => {
  const bucket = burstBucket({ rate: 500, limit: 1_000 }, local(0));
  load(bucket, 300 * second, 2, 4_000);
  const { allocated, burst, nobody } = load(bucket, 302 * second, 10, 4_000);
  t.is(allocated + burst, 10_000);
  t.is(nobody, 30_000);
  t.true(tokensOf(bucket, local(312 * second)).burst > 100_000);
});

test("a read that proves larger is charged to who paid, and one that proves smaller paid back", (t) => {
  const bucket = burstBucket({ rate: 10 }, local(0));
  const node = fullBucket(0, 100, local(0));
  t.is(admit(bucket, 1, local(0), { node }), "allocated");
  chargeMore(bucket, "allocated", 14, local(0), node);
  t.deepEqual(tokensOf(bucket, local(0)), { allocated: -5, burst: 0 });
  t.is(available(node, local(0)), 85);
  returnUnused(bucket, "allocated", 15, local(second), node);
  t.deepEqual(tokensOf(bucket, local(second)), { allocated: 10, burst: 10 });
  t.is(available(node, local(second)), 100);
});

test("a lower allocation cuts what both buckets hold, a higher one makes room", (t) => {
  const bucket = burstBucket({ rate: 100 }, local(0));
  reallocate(bucket, 10, local(300 * second));
  t.deepEqual(tokensOf(bucket, local(300 * second)), { allocated: 10, burst: 3_000 });
  reallocate(bucket, 100, local(300 * second));
  t.deepEqual(tokensOf(bucket, local(301 * second)), { allocated: 100, burst: 3_010 });
});

testProp(
  "nothing is lost or made: what was admitted and what is left add up to what flowed in",
  [
    fc.array(fc.tuple(fc.nat(3 * second), fc.integer({ min: 1, max: 400 })), {
      minLength: 1,
      maxLength: 80,
    }),
  ],
  (t, steps) => {
    const bucket = burstBucket({ rate: 100 }, local(0));
    let [now, admitted] = [0, 0];
    for (const [wait, units] of steps) {
      now += wait;
      tokensOf(bucket, local(now));
      if (admit(bucket, units, local(now)) !== "nobody") admitted += units;
      const { allocated, burst } = tokensOf(bucket, local(now));
      // 240 s at most: the burst bucket never overflows.
      t.is(Math.round((admitted + allocated + burst) * second), 100 * second + 100 * now);
    }
  },
);
