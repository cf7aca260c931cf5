import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { writesResume } from "../properties/histories/writes-resume.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { zoneOutage } from "../sim/faults/zone-outage.ts";
import { seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { holds, reached, scenario } from "./scenario.ts";

const outage = { zone: "a", from: seconds(10), until: seconds(30) };

/**
 * A zone holds one third of the replicas and, at the start, the leader. Clients sit in the other
 * two zones, so that what they suffer is the database's doing and not their own outage.
 */
export default scenario({
  name: "leader-zone-outage",
  question: "A leader's zone goes dark: how long are writes refused, and is one lost?",
  source: "ATC '22, §6.1 (write quorum across zones), §6.2 (wait for the old lease)",
  claims: ["W2", "F1", "F2"],
  figures: {
    W2: ["acknowledged", "lost", "longestOutage"],
    F1: ["elections", "lost"],
    F2: ["longestOutage", "ninesPerMonth"],
  },

  topology: {
    zones: [
      { name: "a", machines: 1 },
      { name: "b", machines: 1, clients: 10 },
      { name: "c", machines: 1, clients: 10 },
    ],
    ...region,
  },
  // A few hot keys, so that a stale read, if there is one, is soon seen.
  workload: openLoop({
    arrivals: poisson({ perSecond: 500 }),
    writes: 0.5,
    reads: "strong",
    keys: zipf({ keys: 100, exponent: 0.99 }),
  }),
  faults: [zoneOutage(outage)],
  duration: seconds(60),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        // Lease 2 s, counted from its last renewal; detection (1.25 s) and one election fit into
        // that; then up to 1 s until clients that timed out have tried again.
        holds(writesResume({ after: outage.from, within: seconds(4) })),
        holds(replicasConverge),
        reached("election-won", 2),
      ],
    },
  ],
});
