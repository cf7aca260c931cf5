import test from "ava";
import { runScenario } from "../scenarios/run.ts";
import { holds, reached, type Scenario, scenario } from "../scenarios/scenario.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import type { FaultSpec } from "../sim/faults/schedule.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { groupsAreWhole } from "./finals/groups-are-whole.ts";
import { replicasConverge } from "./finals/replicas-converge.ts";
import { routesConverge } from "./finals/routes-converge.ts";
import { acknowledgedWritesSurvive } from "./histories/acknowledged-writes-survive.ts";
import { linearizable } from "./histories/linearizable.ts";

/** All that is asked for is on the first node of each zone; the second one has an idle table. */
const packed = (faults: readonly FaultSpec[]): Scenario =>
  scenario({
    name: "a-node-is-too-busy",
    question: "Is a node that is too busy relieved of a replica?",
    source: "ATC '22, §4.3",
    claims: [],
    topology: {
      zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
      ...region,
    },
    workload: openLoop({
      // Eventual reads go to all replicas: every node has a third of each of its partitions.
      arrivals: poisson({ perSecond: 300 }),
      writes: 0.2,
      reads: { strong: 0.1 },
      keys: uniformKeys({ keys: 300 }),
      table: "orders",
    }),
    faults,
    duration: seconds(16),
    seeds: { first: 1, count: 1 },
    cases: [
      {
        system: fleet({
          tables: [
            { name: "orders", capacity: { mode: "on-demand" }, partitions: 3, bytes: 30_000_000 },
            { name: "archive", capacity: { mode: "on-demand" }, partitions: 3 },
          ],
          splitWatch: seconds(1),
          balanceAfter: seconds(2),
          nodeReadCapacity: 50,
          nodeWriteCapacity: 200,
        }),
        expect: [
          holds(linearizable),
          holds(acknowledgedWritesSurvive),
          holds(groupsAreWhole),
          holds(replicasConverge),
          holds(routesConverge),
          reached("move-decided"),
          reached("storage-replica-added"),
          reached("replica-removed"),
          reached("move-done"),
        ],
      },
    ],
  });

function wrongWith(faults: readonly FaultSpec[], seed: number): string[] {
  const options = { seed, changes: {}, mode: "fast", record: false } as const;
  const { properties } = runScenario(packed(faults), options).recording.result.cases[0]!;
  return properties
    .filter(({ verdict }) => verdict !== "holds")
    .map(({ name, reason }) => `${name}: ${reason}`);
}

test("a replica of a node that is too busy is built elsewhere, and then let go", (t) => {
  t.deepEqual(wrongWith([], 1), []);
});

test("a control plane that crashes in the middle of a move begins it anew", (t) => {
  const lost = crash({ machine: "control", from: seconds(4), until: seconds(5) });
  t.deepEqual(wrongWith([lost], 2), []);
});
