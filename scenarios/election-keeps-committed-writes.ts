import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { oneWayCut } from "../sim/faults/one-way-cut.ts";
import { type Duration, ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const names = ["a", "b", "c"];

/**
 * Eight machines die, one after the other, whoever leads among them. For 0.7 s before that one of
 * the others has heard nothing from it: it suspects first, and it misses the newest writes.
 */
const hardships = Array.from({ length: 8 }, (_, index) => {
  const machine = `storage-${names[index % 3]}`;
  const deaf = `storage-${names[(index + 1 + (index % 2)) % 3]}`;
  const from = seconds(3 + 4 * index);
  return [
    oneWayCut({
      senders: [machine],
      receivers: [deaf],
      from: (from - ms(700)) as Duration,
      until: from,
    }),
    crash({ machine, from, until: (from + seconds(2.6)) as Duration }),
  ];
}).flat();

export default scenario({
  name: "election-keeps-committed-writes",
  question: "Leaders die again and again: does each successor have every committed write?",
  source: "ATC '22, §3 (Multi-Paxos among the replicas); Lamport 2001, §2.2 (what to propose)",
  claims: ["F1"],
  figures: { F1: ["elections", "acknowledged", "lost", "longestOutage"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 3 },
      { name: "b", machines: 1, clients: 3 },
      { name: "c", machines: 1, clients: 3 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    writes: 0.7,
    reads: "strong",
    keys: zipf({ keys: 100, exponent: 0.6 }),
  }),
  faults: hardships,
  duration: seconds(36),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "catching up before it leads",
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        // Lease 2 s from its last renewal; then up to 1 s until what timed out is tried again.
        holds(outageAtMost(seconds(3))),
        holds(replicasConverge),
        reached("election-won", 3),
      ],
    },
    {
      name: "not catching up",
      system: dynamodb({ firstLeader: "a", bugs: ["elect-without-catching-up"] }),
      expect: [
        breaks(acknowledgedWritesSurvive, "the successor leads without what it never heard of"),
        breaks(linearizable, "reads step back to before the writes that are gone"),
      ],
      breaksInvariants: {
        "logs-agree": "the successor puts records of its own where others were committed",
        "leader-has-all-committed": "it begins to serve behind what was committed before",
      },
    },
  ],
});
