import test from "ava";
import type { World } from "../property.ts";
import { atMost } from "./at-most.ts";

const world: World = {
  now: 0 as World["now"],
  playing: () => [],
  at: () => undefined,
  traffic: () => ({ sent: 0, copied: 0, delivered: 0, dropped: 0, inFlight: 0 }),
};

const property = atMost("election-won", 1, "Nobody is elected twice.");

test("a mark left as often as allowed is allowed, once more is not", (t) => {
  t.is(property.judge(world, new Map([["election-won", 1]])).verdict, "holds");
  const finding = property.judge(world, new Map([["election-won", 2]]));
  t.is(finding.verdict, "broken");
  t.is(finding.reason, '"election-won" happened 2 times, expected at most 1');
});

test("an absence counts for as much as was marked besides", (t) => {
  const finding = property.judge(world, new Map([["write-refused", 12]]));
  t.is(finding.verdict, "holds");
  t.is(finding.checked, 12);
});
