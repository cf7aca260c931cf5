import test from "ava";
import type { Posture } from "../../properties/result.ts";
import { ballotClass, ballotsOf, drawablePostures } from "./posture-strip.ts";

const stay = (from: number, until: number, ballot = 1): Posture => ({
  role: "storage-a",
  from,
  until,
  as: "follower",
  ballot,
  label: "",
});

test("ballots that follow one another have different colours", (t) => {
  const ballots = ballotsOf([stay(0, 1, 9), stay(1, 2, 3), stay(2, 3, 9), stay(3, 4, 0)]);
  t.deepEqual(ballots, [3, 9]);
  t.not(ballotClass(3, ballots), ballotClass(9, ballots));
  t.is(ballotClass(0, ballots), "ballot none");
});

test("a strip shows every posture, even a short one", (t) => {
  const postures = [stay(0, 400), stay(400, 401), stay(401, 1_000)];
  t.deepEqual(drawablePostures(postures, { from: 0, until: 1_000 }), postures);
});

test("of thousands of changes a strip shows a few hundred, without holes", (t) => {
  const postures = Array.from({ length: 5_000 }, (_, index) => stay(index * 10, index * 10 + 10));
  const drawn = drawablePostures(postures, { from: 0, until: 50_000 });
  t.true(drawn.length <= 160);
  t.true(drawn.every(({ from }, index) => index === 0 || from === drawn[index - 1]!.until));
});
