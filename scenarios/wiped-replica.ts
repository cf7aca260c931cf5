import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { wipe } from "../sim/faults/wipe.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { holds, reached, scenario } from "./scenario.ts";

/** A follower returns under its old name with an empty disk: its records and its promises are gone. */
export default scenario({
  name: "wiped-replica",
  question: "A replica loses its disk and returns: does it come back without harm to the others?",
  source: "Liskov and Cowling 2012, §4.3 (recovery); ATC '22, §5.1 (healing)",
  claims: ["F5"],
  figures: { F5: ["longestOutage", "lost"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 7 },
      { name: "b", machines: 1, clients: 7 },
      { name: "c", machines: 1, clients: 6 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 200 }),
    writes: 0.5,
    reads: "strong",
    keys: zipf({ keys: 500, exponent: 0.99 }),
  }),
  faults: [wipe({ machine: "storage-b", from: seconds(10), until: seconds(12) })],
  duration: seconds(30),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "asking what it promised",
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(linearizable),
        holds(acknowledgedWritesSurvive),
        // Two of three replicas carry on; nobody waits for the third.
        holds(outageAtMost(ms(300))),
        holds(replicasConverge),
        reached("recovery-done"),
      ],
    },
    {
      name: "taking part at once",
      system: dynamodb({ firstLeader: "a", bugs: ["wiped-replica-votes"] }),
      expect: [reached("write-acknowledged", 1_000)],
      breaksInvariants: {
        "promises-are-kept": "it has forgotten what it promised, and votes all the same",
      },
    },
  ],
});
