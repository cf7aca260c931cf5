import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { holds, reached, scenario } from "./scenario.ts";

/**
 * Hardships drawn from the seed, a different choice of kinds each time: whatever the weather,
 * nothing that was acknowledged is lost, and strong reads are right.
 */
export default scenario({
  name: "any-weather",
  question: "Faults of all kinds at once, drawn from the seed: does any promise break?",
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
      { name: "a", machines: 1, clients: 3 },
      { name: "b", machines: 1, clients: 3 },
      { name: "c", machines: 1, clients: 3 },
    ],
    ...region,
  },
  // Few keys and conditional writes, so that histories say a lot about each.
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    mix: { get: 0.45, put: 0.35, conditionalPut: 0.1, update: 0.05, delete: 0.05 },
    reads: { strong: 0.8 },
    keys: zipf({ keys: 12, exponent: 0.8 }),
  }),
  faults: [],
  swarm: { intensity: 3 },
  duration: seconds(30),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      system: dynamodb(),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        holds(replicasConverge),
        reached("write-acknowledged", 100),
      ],
    },
  ],
});
