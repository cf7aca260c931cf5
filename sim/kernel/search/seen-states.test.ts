import test from "ava";
import { SeenStates } from "./seen-states.ts";

test("a state is new once, however many there are", (t) => {
  const seen = new SeenStates();
  const row = new Int32Array(3);
  const addAll = (): number => {
    let added = 0;
    for (let at = 0; at < 100_000; at++) {
      row.set([at % 100, Math.floor(at / 100), -at]);
      if (seen.add(row, Math.max(0, at - 1), at)) added += 1;
    }
    return added;
  };
  t.is(addAll(), 100_000);
  t.is(addAll(), 0);
  t.is(seen.count, 100_000);
  t.deepEqual(seen.pathTo(3), [1, 2, 3]);
});

test("rows that differ in the order of their numbers are different", (t) => {
  const seen = new SeenStates();
  const rows = [
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, 0],
    [1, 1, 1],
  ];
  for (const row of rows) t.true(seen.add(Int32Array.from(row), 0, 0));
});
