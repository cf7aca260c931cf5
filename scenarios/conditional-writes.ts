import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { noLostUpdates } from "../properties/histories/no-lost-updates.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { closedLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { exponential } from "../sim/kernel/distribution.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** Each of 12 clients reads one of 4 counters, puts one more, waits 50 ms, and begins anew. */
const load = (mix: { increment: number } | { conditionalIncrement: number }) =>
  closedLoop({
    mix,
    keys: uniformKeys({ keys: 4 }),
    think: exponential({ mean: ms(50) }),
    valueBytes: 100,
  });

export default scenario({
  name: "conditional-writes",
  question:
    "Many clients count on the same counters: is an increment lost, with a condition or without?",
  source: "developer guide, condition expressions (optimistic locking); Berenson et al. 1995, P4",
  claims: ["U2"],
  figures: { U2: ["acknowledged", "lostIncrements", "conditionsFailed", "writeLatencyP50"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 4 },
      { name: "b", machines: 1, clients: 4 },
      { name: "c", machines: 1, clients: 4 },
    ],
    ...region,
  },
  faults: [crash({ machine: "storage-a", from: seconds(4), until: seconds(7) })],
  duration: seconds(10),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "put if it is as it was read",
      system: dynamodb({ firstLeader: "a" }),
      workload: load({ conditionalIncrement: 1 }),
      expect: [
        holds(noLostUpdates),
        holds(replicasConverge),
        reached("write-acknowledged", 500),
        reached("election-won", 2),
      ],
    },
    {
      name: "put whatever came between",
      system: dynamodb({ firstLeader: "a" }),
      workload: load({ increment: 1 }),
      expect: [
        breaks(noLostUpdates, "the last writer wins, and had not seen the one before"),
        reached("write-acknowledged", 500),
      ],
    },
  ],
});
