import test from "ava";
import { labelSpace } from "./label-space.ts";

const box = (left: number, top = 0) => ({ left, right: left + 10, top, bottom: top + 10 });

test("a label takes the first place that is free", (t) => {
  const space = labelSpace();
  t.is(space.claim([box(0), box(20)]), 0);
  t.is(space.claim([box(5), box(20)]), 1);
  t.is(space.claim([box(5), box(25)]), undefined);
});

test("labels may touch, side by side or one above the other", (t) => {
  const space = labelSpace();
  t.is(space.claim([box(0)]), 0);
  t.is(space.claim([box(10)]), 0);
  t.is(space.claim([box(0, 10)]), 0);
});
