import { testProp } from "@fast-check/ava";
import test from "ava";
import fc from "fast-check";
import { ddmin } from "./ddmin.ts";

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test("what is good without anything shrinks to nothing, with one question", (t) => {
  let questions = 0;
  const isGood = () => (questions += 1) > 0;
  t.deepEqual(ddmin(numbers(100), isGood), []);
  t.is(questions, 1);
});

test("two things far apart are found among a thousand in a few hundred questions", (t) => {
  let questions = 0;
  const found = ddmin(numbers(1_000), (left) => {
    questions += 1;
    return left.includes(17) && left.includes(804);
  });
  t.deepEqual(found, [17, 804]);
  t.true(questions < 300, `${questions} questions`);
});

testProp(
  "of what is left every thing is needed, and the order is kept",
  [fc.uniqueArray(fc.nat(39), { minLength: 1, maxLength: 8 })],
  (t, needed) => {
    const isGood = (left: readonly number[]) => needed.every((one) => left.includes(one));
    t.deepEqual(
      ddmin(numbers(40), isGood),
      [...needed].sort((one, other) => one - other),
    );
  },
);

testProp(
  "a goodness that depends on how many there are ends with a list that is good",
  [fc.integer({ min: 1, max: 30 })],
  (t, least) => {
    t.is(ddmin(numbers(30), ({ length }) => length >= least).length, least);
  },
);
