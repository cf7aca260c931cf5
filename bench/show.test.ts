import test from "ava";
import type { Figure } from "./benchmark.ts";
import { asJson, figuresIn, thisMachine } from "./show.ts";

test("figures written as JSON are read back as they were", (t) => {
  const figures: Figure[] = [
    { name: "plain", value: 1.5, unit: "s", repetitions: 2, notes: [] },
    {
      name: "whole",
      value: 3,
      unit: "MB",
      ratio: 0.5,
      ratioTo: "another",
      atReference: 6,
      goal: { of: "ratio", atLeast: 0.6 },
      repetitions: 1,
      notes: ["seen"],
    },
  ];
  t.like(figuresIn(asJson(thisMachine(), figures)), figures);
});
