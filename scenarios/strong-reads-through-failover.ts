import { linearizable } from "../properties/histories/linearizable.ts";
import { noStaleReads } from "../properties/histories/no-stale-reads.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { clockDrift } from "../sim/faults/clock-drift.ts";
import { cut } from "../sim/faults/cut.ts";
import { seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** One zone after the other is cut off for 4 s, with its clients, and so is whoever leads. */
const cuts = ["a", "b", "c", "a", "b", "c"].map((zone, index) => {
  const others = ["a", "b", "c"].filter((other) => other !== zone);
  const from = seconds(2 + 6 * index);
  return cut({ groups: [[zone], others], from, until: seconds(6 + 6 * index) });
});

/** 1 % of a lease of 2 s is 20 ms; two clocks 2 % apart make 40 ms; leaders stop 50 ms early. */
const drifts = [
  { machine: "storage-a", partsPerMillion: -10_000 },
  { machine: "storage-b", partsPerMillion: 10_000 },
  { machine: "storage-c", partsPerMillion: -5_000 },
].map((drift) => clockDrift({ ...drift, from: seconds(1), until: seconds(38) }));

export default scenario({
  name: "strong-reads-through-failover",
  question: "Leaders change and clocks drift: is every strong read still linearizable?",
  source: "ATC '22, §3 (only the leader serves consistent reads), §6.2; Herlihy and Wing 1990",
  claims: ["R3"],
  figures: { R3: ["strongReadOk", "acknowledged", "elections"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 4 },
      { name: "b", machines: 1, clients: 4 },
      { name: "c", machines: 1, clients: 4 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    writes: 0.5,
    reads: "strong",
    keys: zipf({ keys: 10, exponent: 0.8 }),
  }),
  faults: [...cuts, ...drifts],
  duration: seconds(38),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "inside the lease",
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(linearizable),
        holds(noStaleReads),
        // The first cut takes the leader, and one of the next two takes its successor.
        reached("election-won", 3),
      ],
    },
    {
      name: "without a lease",
      system: dynamodb({ firstLeader: "a", bugs: ["read-without-lease"] }),
      expect: [
        breaks(linearizable, "a leader that was deposed in a cut answers from before it"),
        breaks(noStaleReads, "it misses what its successor has acknowledged"),
      ],
    },
  ],
});
