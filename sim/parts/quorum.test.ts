import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { majority, positionReachedBy } from "./quorum.ts";

test("two of three and three of five are majorities; any two of them overlap", (t) => {
  t.is(majority(1), 1);
  t.is(majority(3), 2);
  t.is(majority(4), 3);
  t.is(majority(5), 3);
  for (let members = 1; members < 20; members += 1) t.true(2 * majority(members) > members);
});

testProp(
  "the position reached by a quorum is the quorum-th largest, as sorting by hand finds it",
  [fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }), fc.nat(6)],
  (t, positions, pick) => {
    const quorum = 1 + (pick % positions.length);
    const sorted = [...positions].sort((left, right) => right - left);
    t.is(positionReachedBy(quorum, positions), sorted[quorum - 1] ?? -1);
  },
);
