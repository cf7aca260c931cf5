import test from "ava";
import { few } from "../sample/few.ts";
import { lanesOf } from "./lanes.ts";

const span = { from: 0, until: 1_000_000 };
const at = (invoked: number, completed: number | undefined) => ({ invoked, completed });

test("operations that follow one another share a row, overlapping ones do not", (t) => {
  const { lanes } = lanesOf(
    few([at(0, 300_000), at(100_000, 200_000), at(400_000, 500_000)]),
    span,
    9,
  );
  t.deepEqual(
    lanes[0]?.rows.map((row) => row.map(({ invoked }) => invoked as number)),
    [[0, 400_000], [100_000]],
  );
});

test("an operation that nobody answered keeps its row to the end", (t) => {
  const { lanes } = lanesOf(few([at(0, undefined), at(900_000, 950_000)]), span, 9);
  t.is(lanes[0]?.rows.length, 2);
});

test("what finds no room in its rows is counted", (t) => {
  const { lanes, crowded } = lanesOf(few([at(0, undefined), at(1, undefined), at(2, 9)]), span, 2);
  t.is(lanes[0]?.rows.length, 2);
  t.is(crowded, 1);
});

test("lanes come in the order of clients", (t) => {
  const operations = few([at(0, 10), at(5, 20)]).map((operation, index) => ({
    ...operation,
    client: 1 - index,
    process: `client-${1 - index}`,
  }));
  const { lanes } = lanesOf(operations, span, 9);
  t.deepEqual(
    lanes.map(({ process }) => process),
    ["client-0", "client-1"],
  );
});
