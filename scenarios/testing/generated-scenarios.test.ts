import test from "ava";
import fc from "fast-check";
import { lastCopyAtRisk } from "../../properties/generators/fault-atlas.test-helper.ts";
import { linearizable } from "../../properties/histories/linearizable.ts";
import { seconds } from "../../sim/kernel/time.ts";
import { dynamodb } from "../../sim/systems/dynamodb/system.ts";
import minorityCut from "../minority-cut.ts";
import { generatedScenarios } from "./generated-scenarios.ts";
import { hardships } from "./hardships.ts";
import { simulate } from "./simulate.ts";
import { topologies } from "./topologies.ts";

const scenarios = generatedScenarios({
  system: dynamodb(),
  promises: [linearizable],
  settings: { names: ["leaderLease"] },
  faults: { intensity: 4 },
});

test("whatever is generated runs, and the same again", (t) => {
  for (const scenario of fc.sample(scenarios, { numRuns: 3, seed: 1 })) {
    const once = simulate(scenario, { seed: 5 });
    t.not(once.verdict, "broken", once.sentence);
    t.is(simulate(scenario, { seed: 5 }).fingerprint, once.fingerprint);
  }
});

test("a topology has a client somewhere, and no more of them in a zone than asked for", (t) => {
  for (const { zones } of fc.sample(topologies({ clients: 1 }), { numRuns: 50, seed: 1 })) {
    t.deepEqual(
      zones.map(({ name }) => name),
      ["a", "b", "c"],
    );
    t.true(zones.some(({ clients = 0 }) => clients > 0));
    t.true(zones.every(({ clients = 0 }) => clients <= 1));
  }
});

test("hardships are of the scenario's machines, and leave a last copy unless asked", (t) => {
  const schedules = fc.sample(hardships(minorityCut, { intensity: 5 }), { numRuns: 40, seed: 1 });
  const hit = new Set(
    schedules.flat().flatMap((spec) => ("machine" in spec ? [spec.machine] : [])),
  );
  t.true(hit.has("storage-a") && hit.has("router-b"));
  for (const schedule of schedules) {
    t.is(lastCopyAtRisk(schedule), undefined);
    t.notThrows(() => simulate({ ...quick, faults: schedule }));
  }
  const ruthless = fc.sample(hardships(minorityCut, { intensity: 5, destructive: true }), {
    numRuns: 40,
    seed: 1,
  });
  t.true(ruthless.some((schedule) => lastCopyAtRisk(schedule) !== undefined));
});

/** Its machines, and next to nothing to do. */
const quick = { ...minorityCut, duration: seconds(0.01), settle: seconds(0.01) };

test("a scenario prints in words, a line for each request and fault", (t) => {
  const [scenario] = fc.sample(scenarios, { numRuns: 1, seed: 3 });
  const lines = fc.stringify(scenario).split("\n");
  const { workload, faults } = scenario!;
  t.regex(lines[0]!, /^dynamodb for 5s in zones a \(machines: 1, clients: \d\), b /);
  const requests =
    workload?.arrivals.kind === "recorded" ? workload.arrivals.log.times.length : Number.NaN;
  t.true(lines.length >= 1 + requests + faults.length);
  t.true(requests + faults.length > 0);
});
