import { atMost } from "../properties/finals/at-most.ts";
import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { bridge } from "../sim/faults/bridge.ts";
import { oneWayCut } from "../sim/faults/one-way-cut.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const noNeedlessElection = atMost(
  "election-started",
  1,
  "Nobody stands for leadership after the first election: the leader never stopped leading.",
);

/**
 * Two gray failures. First the leader's words reach only one of its followers; then leader and one
 * follower do not hear one another at all, while the third member hears both.
 */
export default scenario({
  name: "gray-failure-of-a-leader",
  question: "One follower stops hearing a healthy leader: does asking the others save an election?",
  source: "ATC '22, §6.2 (gray network failures)",
  claims: ["F3"],
  figures: { F3: ["electionsStarted", "electionsDropped", "longestOutage"] },

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
  faults: [
    oneWayCut({
      senders: ["storage-a"],
      receivers: ["storage-b"],
      from: seconds(10),
      until: seconds(20),
    }),
    bridge({
      sides: [["storage-a"], ["storage-b"]],
      bridge: "storage-c",
      from: seconds(25),
      until: seconds(35),
    }),
  ],
  duration: seconds(45),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "asking",
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(noNeedlessElection),
        holds(linearizable),
        holds(acknowledgedWritesSurvive),
        // The third member carries every write: nobody waits for the deaf one.
        holds(outageAtMost(ms(300))),
        holds(replicasConverge),
        // Each gray failure lasts 10 s, and is suspected about every 1.1 s.
        reached("election-dropped", 8),
      ],
    },
    {
      name: "asking off",
      system: dynamodb({ firstLeader: "a", askPeersBeforeStanding: false }),
      expect: [
        breaks(noNeedlessElection, "a follower that hears nothing stands, though others hear"),
        holds(linearizable),
        holds(acknowledgedWritesSurvive),
        holds(replicasConverge),
      ],
    },
  ],
});
