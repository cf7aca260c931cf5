import type { Case, Expectation, Scenario } from "../scenario.ts";
import { isSound } from "./in-any-weather.ts";

/**
 * The scenario without its counter-runs: cases with a deliberate mistake, and those of which nothing
 * but a break is expected. What is left is there to hold, on every seed.
 */
export const mainCases = (scenario: Scenario): Scenario => ({
  ...scenario,
  cases: scenario.cases
    .filter((chosen) => isSound(chosen) && promisesSomething(chosen))
    .map((chosen) => ({ ...chosen, expect: chosen.expect.filter(isPromise) })),
});

const isPromise = ({ expected }: Expectation): boolean => expected === "holds";

/** A mark that must be reached only guards the others against a run in which nothing happened. */
const promisesSomething = ({ expect }: Case): boolean =>
  expect.length === 0 ||
  expect.some((each) => isPromise(each) && each.property.kind !== "sometimes");
