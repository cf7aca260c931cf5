import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { zoneOutage } from "../sim/faults/zone-outage.ts";
import { seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** Lease 2 s, counted from its last renewal; then up to 1 s until what timed out is tried again. */
const failOver = outageAtMost(seconds(3));

/** Each zone is dark for 5 s, longer than any fail-over; then it has 3 s to catch up. */
export default scenario({
  name: "losing-a-zone",
  question:
    "Each zone goes dark in turn: does any of them stop writes for longer than a fail-over?",
  source: "ATC '22, §3, §6.1 (three replicas in three zones, two of three to write)",
  claims: ["W2"],
  figures: { W2: ["acknowledged", "lost", "longestOutage"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 4 },
      { name: "b", machines: 1, clients: 4 },
      { name: "c", machines: 1, clients: 4 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 120 }),
    writes: 0.5,
    reads: "strong",
    keys: zipf({ keys: 100, exponent: 0.99 }),
  }),
  faults: [
    zoneOutage({ zone: "a", from: seconds(2), until: seconds(7) }),
    zoneOutage({ zone: "b", from: seconds(10), until: seconds(15) }),
    zoneOutage({ zone: "c", from: seconds(18), until: seconds(23) }),
  ],
  duration: seconds(26),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "a replica in each zone",
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(failOver),
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        holds(replicasConverge),
        // The first zone had the leader.
        reached("election-won", 2),
      ],
    },
    {
      name: "all replicas in one zone",
      system: dynamodb({ firstLeader: "a", zones: ["a", "a", "a"] }),
      expect: [
        breaks(failOver, "no replica is left until the zone is back, 5 s later"),
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
      ],
    },
  ],
});
