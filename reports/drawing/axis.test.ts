import test from "ava";
import { decadeScale, decadesAround, timeAxis } from "./axis.ts";

test("ticks carry as many digits as their distance needs, and the unit stands at the end", (t) => {
  const labels = (from: number, until: number): string[] =>
    [...timeAxis({ from, until }, 0, 100).markup.matchAll(/middle">([\d.]+)</g)].map(
      ([, label = ""]) => label,
    );
  t.deepEqual(labels(0, 20_000_000), ["0", "2", "4", "6", "8", "10", "12", "14", "16", "18", "20"]);
  t.is(labels(10_400_000, 13_500_000)[0], "10.4");
  t.is(labels(12_435_000, 12_500_000)[1], "12.440");
  t.regex(timeAxis({ from: 0, until: 1 }, 0, 100).markup, />s<\/text>/);
});

test("the decades hold every value", (t) => {
  t.deepEqual(decadesAround([900, 63_000]), [100, 100_000]);
  t.deepEqual(decadesAround([1_000, 10_000]), [1_000, 10_000]);
  t.deepEqual(decadesAround([5]), [1, 10]);
  t.deepEqual(decadesAround([]), [1_000, 10_000]);
});

test("each decade takes the same room, and its tick names a length of time", (t) => {
  const { y, axis } = decadeScale(100, 100_000, 0, 300);
  t.deepEqual(
    [100, 1_000, 10_000, 100_000].map((value) => Math.round(y(value))),
    [300, 200, 100, 0],
  );
  t.regex(axis.markup, />10\u00a0ms</);
});
