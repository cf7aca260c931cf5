import fc from "fast-check";
import type { Scenario } from "../scenario.ts";
import { BrokenPromise, brokenIn } from "./broken-promise.ts";
import { usualShrinkBudget } from "./every-seed-holds.ts";
import { simulate } from "./simulate.ts";

export interface GeneratedOptions {
  /** How many scenarios. Default 50. */
  readonly runs?: number;
  /** Of fast-check. Default 1: a test says the same every time; pass another to look further. */
  readonly seed?: number;
  /** As a failure's replay line has it: straight to the scenario that failed. */
  readonly path?: string;
  /** How many events shrinking may take; 0: none. Default 5 million, some ten seconds. */
  readonly shrinkBudget?: number;
}

/**
 * No scenario that `scenarios` makes breaks a promise. Throws a `BrokenPromise`, shrunk as far as it
 * goes, with the seed and path that lead there; or an Error, if no run could judge anything.
 */
export function everyScenarioHolds(
  scenarios: fc.Arbitrary<Scenario>,
  options: GeneratedOptions = {},
): void {
  const { runs = 50, seed = 1, path, shrinkBudget: budget = usualShrinkBudget } = options;
  let judged = 0;
  const { counterexample, counterexamplePath, errorInstance } = fc.check(
    fc.property(scenarios, runSeeds, (scenario, runSeed) => {
      const result = simulate(scenario, { seed: runSeed });
      if (result.verdict !== "unknown") judged += 1;
      return brokenIn(scenario, result) === undefined;
    }),
    // What is left out is decided once more below, by what a run shows: events are all it may cost.
    { numRuns: runs, seed, endOnFailure: true, ...(path === undefined ? {} : { path }) },
  );
  if (counterexample === null) return refuseNothing(judged, runs);
  const [scenario, runSeed] = counterexample;
  const result = simulate(scenario, { seed: runSeed });
  const broken = brokenIn(scenario, result);
  if (broken === undefined) throw errorInstance;
  const replay = [
    `everyScenarioHolds(scenarios, { seed: ${seed}, path: ${JSON.stringify(counterexamplePath)} })`,
  ];
  const failing = { scenario, seed: runSeed, changes: {}, result, replay, budget };
  throw new BrokenPromise(failing, broken);
}

/** Large ones draw as well as small ones: there is nothing to shrink. */
const runSeeds = fc.noShrink(fc.integer({ min: 1, max: 0x7fff_ffff }));

function refuseNothing(judged: number, runs: number): void {
  if (judged > 0) return;
  throw new Error(
    `none of ${runs} scenarios could be judged: expected one that comes to what its promises are about`,
  );
}
