import test from "ava";
import { type Figure, isReached } from "./benchmark.ts";
import { benchmarks } from "./benchmarks.ts";

for (const benchmark of benchmarks) {
  test(`the benchmark ${benchmark.name} yields finite figures`, (t) => {
    const figures = benchmark.run({ repetitions: 1, share: 0.01 });
    t.true(figures.length > 0);
    for (const { name, value, ratio = 1, unit } of figures) {
      // What the trace costs, and what an idle replica weighs, are differences: at this size they
      // may come out below zero.
      const isDifference = unit.startsWith("%") || unit === "bytes of heap";
      t.true(Number.isFinite(value) && (value > 0 || isDifference), `${name}: ${value}`);
      t.true(Number.isFinite(ratio) && ratio > 0, `${name}: ratio ${ratio}`);
    }
  });
}

const figure: Figure = { name: "speed", value: 10, unit: "per second", ratio: 0.5, repetitions: 1 };

test("a goal is reached by the value or by the ratio, whichever it is of", (t) => {
  t.true(isReached({ ...figure, goal: { of: "value", atLeast: 10 } }));
  t.false(isReached({ ...figure, goal: { of: "value", atMost: 9 } }));
  t.true(isReached({ ...figure, goal: { of: "ratio", atMost: 0.5 } }));
  t.false(isReached({ ...figure, goal: { of: "ratio", atLeast: 0.6 } }));
  t.is(isReached(figure), undefined);
});

test("a goal of a ratio that was not measured is missed", (t) => {
  const { ratio: _, ...bare } = figure;
  t.false(isReached({ ...bare, goal: { of: "ratio", atLeast: 0 } }));
});
