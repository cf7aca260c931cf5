import { timesThatOf, within } from "../properties/figures/figures.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { noStaleReads } from "../properties/histories/no-stale-reads.ts";
import { unitsAgree } from "../properties/histories/units-agree.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** Few keys, written as often as they are read: where staleness shows at all, it shows here. */
const load = (reads: "eventual" | "strong") =>
  openLoop({
    arrivals: poisson({ perSecond: 500 }),
    writes: 0.5,
    reads,
    keys: zipf({ keys: 20, exponent: 1.2 }),
  });

export default scenario({
  name: "eventual-reads",
  question: "A default read goes to any replica: how often is it stale, how stale, and how cheap?",
  source: "ATC '22, §3 (any storage replica); developer guide, read consistency",
  claims: ["R1"],
  figures: { R1: ["staleShare", "stalenessP50", "stalenessP99", "eventualReadUnitsEach"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 5 },
      { name: "b", machines: 1, clients: 5 },
      { name: "c", machines: 1, clients: 5 },
    ],
    ...region,
  },
  faults: [],
  duration: seconds(8),
  settle: seconds(3),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "eventual",
      system: dynamodb({ firstLeader: "a" }),
      workload: load("eventual"),
      expect: [
        holds(allServed),
        holds(unitsAgree),
        breaks(noStaleReads, "two of three reads go to a follower, which applies after the leader"),
        holds(
          within(
            "stalenessP99",
            { atMost: 10 },
            "What a stale read misses was acknowledged a few ms before it.",
            "a follower applies 1 ms (the notice) and one way (0.8 ms at p99) after the commit",
          ),
        ),
        reached("write-acknowledged", 1_500),
      ],
    },
    {
      name: "strong",
      system: dynamodb({ firstLeader: "a" }),
      workload: load("strong"),
      expect: [
        holds(allServed),
        holds(unitsAgree),
        holds(noStaleReads),
        holds(linearizable),
        holds(
          timesThatOf(
            "eventual",
            "readUnits",
            { atLeast: 2, atMost: 2 },
            "The same reads, asked strongly, cost exactly twice the units.",
            "developer guide: half a unit for an eventual read of 4 KB",
          ),
        ),
      ],
    },
  ],
});
