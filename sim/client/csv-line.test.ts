import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { splitCsvLine } from "./csv-line.ts";

test("fields end at commas, and may be empty", (t) => {
  t.deepEqual(splitCsvLine("a,b,c"), ["a", "b", "c"]);
  t.deepEqual(splitCsvLine("a,,"), ["a", "", ""]);
  t.deepEqual(splitCsvLine(""), [""]);
});

test("a comma or a quote may stand inside quotes", (t) => {
  t.deepEqual(splitCsvLine('1,"a,b",2'), ["1", "a,b", "2"]);
  t.deepEqual(splitCsvLine('"say ""hi""",x'), ['say "hi"', "x"]);
  t.deepEqual(splitCsvLine('"","a"'), ["", "a"]);
  t.deepEqual(splitCsvLine('"a",'), ["a", ""]);
});

test("a quote that is not closed, or too early, damages the line", (t) => {
  t.is(splitCsvLine('1,"a,b'), undefined);
  t.is(splitCsvLine('1,"a"b,2'), undefined);
});

const fields = fc.array(fc.string(), { minLength: 1 });

testProp("fields written with quotes are read back", [fields], (t, texts) => {
  const line = texts.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
  t.deepEqual(splitCsvLine(line), texts);
});
