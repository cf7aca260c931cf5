import test from "ava";
import { fitText } from "./text-fit.ts";

test("text that fits stays, longer text is cut with an ellipsis, no room leaves nothing", (t) => {
  t.is(fitText("leader 1.a", 100), "leader 1.a");
  t.is(fitText("leader 1.a", 40), "leade…");
  t.is(fitText("leader 1.a", 20), "");
  t.is(fitText("x", 10), "x");
});

test("a letter made of two code units is not cut in half", (t) => {
  t.is(fitText("😀😀😀😀😀😀", 31), "😀😀😀😀…");
});
