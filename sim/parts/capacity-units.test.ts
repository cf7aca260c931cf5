import test from "ava";
import { readUnits, writeUnits } from "./capacity-units.ts";

test("a strong read costs a unit per 4 KB begun, an eventual one half of that", (t) => {
  t.is(readUnits(0, "strong"), 1);
  t.is(readUnits(4096, "strong"), 1);
  t.is(readUnits(4097, "strong"), 2);
  t.is(readUnits(4097, "eventual"), 1);
  t.is(readUnits(0, "eventual"), 0.5);
});

test("a write costs a unit per KB begun of the larger of the two images", (t) => {
  t.is(writeUnits(0, 1024), 1);
  t.is(writeUnits(0, 1025), 2);
  t.is(writeUnits(9497, 10), 10);
  t.is(writeUnits(0, 0), 1);
});
