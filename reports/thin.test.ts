import test from "ava";
import { nearest, thin, thinFairly } from "./thin.ts";

const numbers = Array.from({ length: 100 }, (_, index) => index);

test("a few values stay as they are", (t) => {
  t.is(thin(numbers, 100), numbers);
  t.is(nearest(numbers, 100, Math.abs), numbers);
});

test("thinning keeps even distances, and the first", (t) => {
  t.deepEqual(thin(numbers, 4), [0, 25, 50, 75]);
});

test("the nearest to an instant form a stretch, in their own order", (t) => {
  t.deepEqual(
    nearest(numbers, 5, (value) => Math.abs(value - 40)),
    [38, 39, 40, 41, 42],
  );
});

test("a rare group survives whole while a frequent one is thinned", (t) => {
  const values = [...numbers.map((number) => `beat ${number}`), "vote 1", "vote 2"];
  const kept = thinFairly(values, {
    room: 12,
    groupOf: (value) => value.slice(0, 4),
    pick: thin,
  });
  t.is(kept.length, 12);
  t.deepEqual(
    kept.filter((value) => value.startsWith("vote")),
    ["vote 1", "vote 2"],
  );
});

test("room that a small group does not need goes to the others", (t) => {
  const groups: Record<string, number> = { a: 3, b: 50, c: 50 };
  const values = Object.entries(groups).flatMap(([name, count]) =>
    Array.from({ length: count }, (_, index) => `${name}${index}`),
  );
  const kept = thinFairly(values, { room: 43, groupOf: (value) => value.charAt(0), pick: thin });
  const count = (name: string): number => kept.filter((value) => value.startsWith(name)).length;
  t.deepEqual([count("a"), count("b"), count("c")], [3, 20, 20]);
});
