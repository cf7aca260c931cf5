import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { writesResume } from "../properties/histories/writes-resume.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { holds, reached, scenario } from "./scenario.ts";

const lost = { machine: "storage-a", from: seconds(10), until: seconds(20) };

/** One machine dies; clients are everywhere, and their routers live. */
export default scenario({
  name: "leader-crash",
  question: "The leader's machine dies: who takes over, when, and with every committed write?",
  source: "ATC '22, §3 (any replica may start an election), §6.2 (wait for the old lease)",
  claims: ["F1", "F2"],
  figures: { F1: ["elections", "acknowledged", "lost"], F2: ["longestOutage", "ninesPerMonth"] },

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
    keys: zipf({ keys: 100, exponent: 0.99 }),
  }),
  faults: [crash(lost)],
  duration: seconds(30),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        // The lease granted last ends at most 2 s after the crash; an election in between takes
        // detection (1 to 1.25 s), asking (0.1 s) and a few ms; 1 s more for clients' time-outs.
        holds(writesResume({ after: lost.from, within: seconds(4) })),
        holds(replicasConverge),
        reached("election-won", 2),
      ],
    },
  ],
});
