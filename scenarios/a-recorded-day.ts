import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { holds, reached, scenario } from "./scenario.ts";

/**
 * A table for other people's loads: `--workload FILE` replays a request log against it, whose keys
 * become partition keys; without one it has a made-up load of the same kind.
 */
export default scenario({
  name: "a-recorded-day",
  question:
    "A log of requests is replayed against a table: who is served, how fast, and at what price?",
  source: "Yang et al., OSDI 2020 (request logs); ATC '22, §3, §4.2",
  claims: [],

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 4 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 200 }),
    mix: { get: 0.8, put: 0.15, update: 0.03, delete: 0.02 },
    reads: { strong: 0.5 },
    keys: zipf({ keys: 2_000, exponent: 0.99 }),
    valueBytes: 2_000,
    table: "recorded",
  }),
  faults: [],
  duration: seconds(10),
  settle: seconds(2),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      system: fleet({
        tables: [{ name: "recorded", capacity: { mode: "on-demand" }, partitions: 6 }],
      }),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(replicasConverge),
        reached("write-acknowledged", 20),
      ],
    },
  ],
});
