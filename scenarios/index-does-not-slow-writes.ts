import { timesThatOf, within } from "../properties/figures/figures.ts";
import { indexesConverge } from "../properties/finals/indexes-converge.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { prefixed, uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import type { Config } from "../sim/systems/dynamodb/config.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, scenario } from "./scenario.ts";

const names = ["by-customer", "by-product", "by-shop", "by-courier", "by-month"] as const;

const withIndexes = (count: number, settings: Partial<Config> = {}) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        partitions: 2,
        indexes: names.slice(0, count).map((name) => ({ name, key: name })),
      },
    ],
    ...settings,
  });

const source = "claim K3; developer guide, GSI (asynchronous)";

const asFast = [
  timesThatOf(
    "no index",
    "writeLatencyP50",
    { atMost: 1.1 },
    "The median write takes as long as without indexes, within a tenth.",
    source,
  ),
  timesThatOf(
    "no index",
    "writeLatencyP99",
    { atMost: 1.3 },
    "So do the slowest writes, within a third.",
    source,
  ),
];

/**
 * A write of its own takes about 2 ms. An index that has to be asked first takes the same way again:
 * propagator, router, leader of the index's partition, its quorum, and back.
 */
const slower = timesThatOf(
  "no index",
  "writeLatencyP50",
  { atLeast: 1.6 },
  "A write that waits for its indexes takes more than half as long again.",
  source,
);

export default scenario({
  name: "index-does-not-slow-writes",
  question: "Does a write take longer on a table with one global index, or with five?",
  source,
  claims: ["K3"],
  figures: { K3: ["writeLatencyP50", "writeLatencyP99"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 40 }),
    writes: 1,
    keys: uniformKeys({ keys: 400 }),
    table: "orders",
    attributes: names.map((name) => ({
      name,
      values: prefixed({ prefix: `${name}-`, keys: uniformKeys({ keys: 50 }) }),
    })),
  }),
  faults: [],
  duration: seconds(5),
  settle: seconds(5),
  seeds: { first: 1, count: 50 },

  cases: [
    {
      name: "no index",
      system: withIndexes(0),
      expect: [
        holds(
          within("writeLatencyP50", { atMost: 3 }, "Half of all writes take 3 ms at most.", source),
        ),
      ],
    },
    {
      name: "one index",
      system: withIndexes(1),
      expect: [...asFast.map(holds), holds(indexesConverge)],
    },
    {
      name: "five indexes",
      system: withIndexes(5),
      expect: [...asFast.map(holds), holds(indexesConverge)],
    },
    {
      name: "one index, synchronous",
      system: withIndexes(1, { indexFeeding: "synchronous" }),
      expect: [
        ...asFast.slice(0, 1).map((figure) => breaks(figure, "each write waits for its index")),
        holds(slower),
        holds(indexesConverge),
      ],
    },
    {
      name: "five indexes, synchronous",
      system: withIndexes(5, { indexFeeding: "synchronous" }),
      expect: [
        ...asFast.slice(0, 1).map((figure) => breaks(figure, "each write waits for the slowest")),
        holds(slower),
        holds(indexesConverge),
      ],
    },
  ],
});
