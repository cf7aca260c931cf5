import test from "node:test";
import fc from "fast-check";
import {
  acknowledgedWritesSurvive,
  dynamodb,
  everyScenarioHolds,
  generatedScenarios,
  hardships,
  linearizable,
  seconds,
  simulate,
} from "quorate";
import minorityCut from "quorate/scenarios/minority-cut";

const anything = generatedScenarios({
  system: dynamodb(),
  promises: [linearizable, acknowledgedWritesSurvive],
  settings: { names: ["leaderLease", "heartbeat", "detection"] },
  faults: { intensity: 3 },
});

test("strong reads are right in any world", () => everyScenarioHolds(anything, { runs: 4 }));

const brief = { ...minorityCut, duration: seconds(1), settle: seconds(1) };

test("with fast-check itself: no fault breaks an invariant", () =>
  fc.assert(
    fc.property(hardships(brief, { intensity: 5 }), (faults) => {
      const cases = brief.cases.map((each) => ({ ...each, expect: [] }));
      const result = simulate({ ...brief, faults, cases }, { seed: 1 });
      return result.verdict !== "broken";
    }),
    { numRuns: 3, seed: 1 },
  ));
