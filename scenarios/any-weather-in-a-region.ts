import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { holds, reached, scenario } from "./scenario.ts";

/**
 * `any-weather` over a fleet: two storage nodes a zone carry six partitions, so that groups share
 * machines, and what their nodes promise one another is put to the test.
 */
export default scenario({
  name: "any-weather-in-a-region",
  question: "Faults of all kinds in a whole Region, drawn from the seed: does any promise break?",
  source: "swarm testing (Groce et al. 2012); ATC '22, §5.4, §6 (failure injection)",
  claims: ["W2", "W3", "R3", "F1"],
  figures: {
    W2: ["acknowledged", "lost", "longestOutage"],
    W3: ["leaderships", "servingOverlap"],
    R3: ["strongReadOk"],
    F1: ["elections", "lost"],
  },

  topology: {
    zones: [
      { name: "a", machines: 2, clients: 3 },
      { name: "b", machines: 2, clients: 3 },
      { name: "c", machines: 2, clients: 3 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    mix: { get: 0.45, put: 0.35, conditionalPut: 0.1, update: 0.05, delete: 0.05 },
    reads: { strong: 0.8 },
    keys: zipf({ keys: 24, exponent: 0.8 }),
    table: "orders",
  }),
  faults: [],
  swarm: { intensity: 3 },
  duration: seconds(30),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      system: fleet({
        tables: [{ name: "orders", capacity: { mode: "on-demand" }, partitions: 6 }],
      }),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        holds(replicasConverge),
        reached("write-acknowledged", 100),
      ],
    },
  ],
});
