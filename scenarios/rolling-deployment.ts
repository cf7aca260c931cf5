import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { restart } from "../sim/faults/restart.ts";
import { type Duration, ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** Each storage node is down for 5 s, one after the other; drained half a second before. */
const updates = [
  { zone: "a", at: seconds(10) },
  { zone: "b", at: seconds(20) },
  { zone: "c", at: seconds(30) },
];

const drains = updates.map(({ zone, at }) => ({ zone, at: (at - ms(500)) as Duration }));

export default scenario({
  name: "rolling-deployment",
  question: "Every storage node is updated in turn: what does handing leadership over save?",
  source: "ATC '22, §6.4 (leader replicas relinquish leadership before an update)",
  claims: ["O1", "F2"],
  figures: { O1: ["longestOutage", "elections"], F2: ["longestOutage", "ninesPerMonth"] },

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
  faults: updates.map(({ zone, at }) =>
    restart({ machine: `storage-${zone}`, from: at, until: (at + seconds(5)) as Duration }),
  ),
  duration: seconds(40),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "handing over",
      system: dynamodb({ firstLeader: "a", drains }),
      expect: [
        // A hand-over takes two round trips and two flushes, some 3 ms; a router asks again after
        // 20 ms; 100 writes/s leave gaps of 10 ms: 300 ms is far above their sum.
        holds(outageAtMost(ms(300))),
        holds(linearizable),
        holds(acknowledgedWritesSurvive),
        holds(replicasConverge),
        reached("handed-over"),
      ],
    },
    {
      name: "killed",
      system: dynamodb({ firstLeader: "a", drains, handOver: false }),
      expect: [
        breaks(outageAtMost(ms(300)), "the successor waits until the old lease is over"),
        holds(linearizable),
        holds(acknowledgedWritesSurvive),
        holds(replicasConverge),
      ],
    },
  ],
});
