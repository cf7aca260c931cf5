import test from "ava";
import { columnNamed } from "./recorded-columns.ts";

test("letter case, spaces and punctuation of a name do not matter", (t) => {
  for (const name of ["value_size", "Value size", "valueSize", "VALUE-SIZE"]) {
    t.deepEqual(columnNamed(name), { column: "valueBytes", unit: undefined }, name);
  }
});

test("a time's name may end in its unit", (t) => {
  t.deepEqual(columnNamed("timestamp"), { column: "time", unit: undefined });
  t.deepEqual(columnNamed("ts"), { column: "time", unit: undefined });
  t.deepEqual(columnNamed("time_ms"), { column: "time", unit: "ms" });
  t.deepEqual(columnNamed("Time (s)"), { column: "time", unit: "s" });
  t.deepEqual(columnNamed("timestamp_us"), { column: "time", unit: "us" });
  t.deepEqual(columnNamed("atNanoseconds"), { column: "time", unit: "ns" });
});

test("other names stand for nothing", (t) => {
  for (const name of ["", "timezone", "constructor", "timeconstructor", "1584662400", "get"]) {
    t.is(columnNamed(name), undefined, name);
  }
});
