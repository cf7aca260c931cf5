import { within } from "../properties/figures/figures.ts";
import { indexesConverge } from "../properties/finals/indexes-converge.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { prefixed, uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds, us } from "../sim/kernel/time.ts";
import type { Config } from "../sim/systems/dynamodb/config.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, scenario } from "./scenario.ts";

const source = "claim K4; developer guide, GSI (within a fraction of a second)";

const system = (settings: Partial<Config> = {}) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        partitions: 2,
        indexes: [{ name: "by-customer", key: "customer", partitions: 2 }],
      },
    ],
    ...settings,
  });

/**
 * The propagator waits 7 ms in the median and 140 ms at p99; router, admission, leader and quorum of
 * the index take 2 to 3 ms more. Changes of one item wait for one another, but items are many here.
 */
const median = within(
  "indexLagP50",
  { atLeast: 8, atMost: 14 },
  "Half of all entries are in the index some 10 ms after the commit of their write.",
  source,
);
const slow = within(
  "indexLagP99",
  { atLeast: 60, atMost: 400 },
  "One in a hundred takes 100 ms and more.",
  source,
);

export default scenario({
  name: "index-lag",
  question: "How far is a global index behind its table, and how far a replica behind its leader?",
  source,
  claims: ["K4"],
  figures: {
    K4: ["indexLagP50", "indexLagP99", "indexLagMax", "replicaLagP50", "replicaLagP99"],
  },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 60 }),
    writes: 1,
    keys: uniformKeys({ keys: 4_000 }),
    table: "orders",
    attributes: [
      {
        name: "customer",
        values: prefixed({ prefix: "customer-", keys: uniformKeys({ keys: 500 }) }),
      },
    ],
  }),
  faults: [],
  duration: seconds(15),
  settle: seconds(5),
  seeds: { first: 1, count: 50 },

  cases: [
    {
      name: "an ordinary day",
      system: system(),
      expect: [
        holds(median),
        holds(slow),
        holds(
          within(
            "indexLagMax",
            { atMost: 1_200 },
            "No entry takes longer than a second, but for what waits for another of its item.",
            source,
          ),
        ),
        holds(
          within(
            "replicaLagP50",
            { atLeast: 1, atMost: 3 },
            "Half of all writes reach the last replica within 1 to 3 ms of their commit.",
            "claim R2",
          ),
        ),
        holds(indexesConverge),
      ],
    },
    {
      name: "a propagator that never waits",
      system: system({ indexDelay: us(0), indexDelaySlow: us(0), indexDelayMost: us(0) }),
      expect: [
        breaks(median, "the way to the index takes 2 to 3 ms: the rest is the propagator's"),
        holds(
          within(
            "indexLagP50",
            { atLeast: 1, atMost: 4 },
            "What is left is a write through router, leader and quorum of the index.",
            source,
          ),
        ),
        holds(indexesConverge),
      ],
    },
  ],
});
