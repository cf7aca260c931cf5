import test from "ava";
import { streamsOf } from "../kernel/random.ts";
import { type MadeItems, noteMade, recall } from "./made-items.ts";

test("what was made lately is remembered, and the oldest forgotten", (t) => {
  const made: MadeItems = [];
  for (let sort = 0; sort < 100; sort += 1) noteMade(made, { key: "k", sort, counter: false });
  t.is(made.length, 64);
  t.is(made[0]?.sort, 36);
  t.is(made.at(-1)?.sort, 99);
});

test("counters and other items are recalled apart; nothing made, nothing recalled", (t) => {
  const stream = streamsOf(1)("made");
  const u32 = (): number => stream.u32();
  t.is(recall(undefined, false, u32), undefined);
  const made: MadeItems = [];
  for (let sort = 0; sort < 8; sort += 1) noteMade(made, { key: "k", sort, counter: sort > 5 });
  const recalled = Array.from({ length: 60 }, () => recall(made, true, u32)?.sort);
  t.deepEqual([...new Set(recalled)].sort(), [6, 7]);
});
