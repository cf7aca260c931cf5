import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { writesResume } from "../properties/histories/writes-resume.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { cut } from "../sim/faults/cut.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const apart = { groups: [["a"], ["b", "c"]], from: seconds(10), until: seconds(25) };

/**
 * Zone a is cut off, with its clients: they reach one replica of three. The system gives up their
 * availability and nobody's consistency, whichever side the leader is on.
 */
export default scenario({
  name: "minority-cut",
  question: "The network is cut: which side goes on, and does any client see two truths?",
  source: "Gilbert and Lynch 2002 (CAP); ATC '22, §3 (quorum of two of three)",
  claims: ["F4", "W3"],
  figures: {
    F4: ["longestOutage", "writeRefused", "writeUnknown"],
    W3: ["leaderships", "servingOverlap"],
  },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 7 },
      { name: "b", machines: 1, clients: 7 },
      { name: "c", machines: 1, clients: 6 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 300 }),
    writes: 0.5,
    reads: "strong",
    keys: zipf({ keys: 100, exponent: 0.99 }),
  }),
  faults: [cut(apart)],
  duration: seconds(40),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "leader in the minority",
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        // As when the leader dies: its lease must run out, for the majority cannot see it.
        holds(writesResume({ after: apart.from, within: seconds(4) })),
        breaks(outageAtMost(ms(500)), "the majority waits for a lease of 2 s to run out"),
        holds(replicasConverge),
        reached("election-won", 2),
      ],
    },
    {
      name: "leader in the majority",
      system: dynamodb({ firstLeader: "b" }),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        // Two of three replicas are enough, and the leader stays: nobody waits.
        holds(outageAtMost(ms(500))),
        holds(replicasConverge),
        reached("write-acknowledged", 1_000),
      ],
    },
  ],
});
