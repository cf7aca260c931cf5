import test from "ava";
import { Labels } from "./labels.ts";

test("names are numbered in the order of their first use", (t) => {
  const labels = new Labels();
  t.deepEqual(
    ["a", "b", "a", "c"].map((name) => labels.of(name)),
    [0, 1, 0, 2],
  );
  t.deepEqual(labels.names, ["a", "b", "c"]);
});

test("names beyond what 16 bits can number share one number, and take no memory", (t) => {
  const labels = new Labels();
  for (let n = 0; n < 70_000; n++) t.true(labels.of(`name-${n}`) <= 65_534);
  t.is(labels.of("name-66000"), labels.of("name-69999"));
  t.is(labels.names[labels.of("name-66000")], "(other)");
  t.is(labels.of("name-12"), 12);
  t.is(labels.names.length, 65_535);
});
