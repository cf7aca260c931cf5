import test from "ava";
import { printable, printableJson } from "./printable.ts";

test("nothing in a shown text moves the cursor or changes colours", (t) => {
  t.is(printable("a\u001b[2Jb\u009b31mc\u0007\u007fd"), "a[2Jb31mcd");
});

test("a shown text stays on one line", (t) => {
  t.is(printable("one\r\ntwo\tthree\u2028four"), "one two threefour");
});

test("a shown number is searched for with the space bar", (t) => {
  t.is(printable("1\u202f284 events, 2\u00a0s"), "1 284 events, 2 s");
});

test("text is not reordered by marks within it", (t) => {
  t.is(printable("user\u202egnp.exe\u2066"), "usergnp.exe");
});

test("letters of any script are left alone", (t) => {
  t.is(printable("Größe 数据 é 🚀"), "Größe 数据 é 🚀");
});

test("shown JSON is ASCII where it could harm, and the same value", (t) => {
  const value = { key: "a\u009b31m\u2028\u0000\u202e" };
  const text = printableJson(value);
  t.is(text, '{"key":"a\\u009b31m\\u2028\\u0000\\u202e"}');
  t.deepEqual(JSON.parse(text), value);
});
