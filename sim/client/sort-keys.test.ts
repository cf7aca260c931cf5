import test from "ava";
import { streamsOf } from "../kernel/random.ts";
import type { LocalTime } from "../kernel/time.ts";
import {
  drawnSorts,
  firstSortState,
  inSequence,
  newSort,
  nextUlid,
  randomIds,
  type SortChoice,
  timeSortable,
  ulidTime,
} from "./sort-keys.ts";

const at = (micros: number) => micros as LocalTime;

function made(choice: SortChoice, times: readonly number[], client = 0, clients = 1) {
  const stream = streamsOf(3)(`sorts/${client}`);
  const u32 = (): number => stream.u32();
  const state = firstSortState(client, clients);
  return times.map((time) => newSort(choice, state, at(time), u32));
}

test("time-sortable ids of a client rise strictly, in one ms and when the clock goes back too", (t) => {
  const ids = made(timeSortable, [5_000, 5_100, 5_900, 90_000, 20_000, 95_000]) as string[];
  for (const id of ids) t.regex(id, /^[0-9A-HJKMNP-TV-Z]{26}$/);
  for (let index = 1; index < ids.length; index += 1) t.true(ids[index]! > ids[index - 1]!);
  t.is(ids[0]!.slice(0, 10), "0000000005");
  t.is(ids[3]!.slice(0, 10), ids[4]!.slice(0, 10));
});

test("the time of an id is its first letters, in base 32 and in ms", (t) => {
  t.is(ulidTime(31_999), "000000000Z");
  t.is(ulidTime(32_000), "0000000010");
  // The example of the ULID's own description.
  t.is(ulidTime(1_469_922_850_259_000), "01ARZ3NDEK");
});

test("an id's successor carries over", (t) => {
  const never = () => t.fail("a successor draws nothing") as never;
  t.is(nextUlid("0000000001AAAAAAAAAAAAAAZZ", at(1_000), never), "0000000001AAAAAAAAAAAAAB00");
});

test("random ids are UUIDs of version 4, and have no order", (t) => {
  const ids = made(randomIds, new Array(200).fill(0)) as string[];
  for (const id of ids) {
    t.regex(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  t.is(new Set(ids).size, 200);
  const rising = ids.filter((id, index) => index > 0 && id > ids[index - 1]!).length;
  t.true(rising > 70 && rising < 130, `${rising}`);
});

test("a sequence counts up, the clients in turn", (t) => {
  t.deepEqual(made(inSequence, [0, 0, 0], 0, 2), [1, 3, 5]);
  t.deepEqual(made(inSequence, [0, 0, 0], 1, 2), [2, 4, 6]);
});

test("drawn sort keys are the numbers below the bound", (t) => {
  const sorts = made(drawnSorts({ of: 4 }), new Array(200).fill(0)) as number[];
  t.deepEqual([...new Set(sorts)].sort(), [0, 1, 2, 3]);
  t.throws(() => drawnSorts({ of: 0 }), { message: "expected at least 1 sort key, got 0" });
});
