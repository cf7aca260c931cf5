import { within } from "../properties/figures/figures.ts";
import { indexesConverge } from "../properties/finals/indexes-converge.ts";
import { refusedByName } from "../properties/histories/refused-by-name.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { hotSpot, type KeyChoice, prefixed, uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, scenario } from "./scenario.ts";

const source = "developer guide, GSI throttling (a hot partition of the index); claim K5";

/**
 * A tenth of what one partition may write, so that a hundred writes a second are enough to make one
 * hot; the buffer is made smaller in proportion.
 */
const system = fleet({
  tables: [
    {
      name: "orders",
      capacity: { mode: "on-demand" },
      partitions: 4,
      indexes: [{ name: "by-status", key: "status", partitions: 4, projection: "keys-only" }],
    },
  ],
  partitionWriteLimit: 50,
  burstSeconds: 0,
  indexBacklogLeast: 50,
  indexBacklogTime: ms(10),
});

/** Every order is new; nine in ten are of one status, or statuses are as many as one likes. */
const load = (statuses: KeyChoice) =>
  openLoop({
    arrivals: poisson({ perSecond: 90 }),
    writes: 1,
    keys: uniformKeys({ keys: 1_000_000 }),
    valueBytes: 200,
    table: "orders",
    attributes: [{ name: "status", values: statuses }],
    retries: false,
  });

const many = prefixed({ prefix: "status-", keys: uniformKeys({ keys: 10_000 }) });

/** 90 x 0.9 = 81 writes a second for a partition of the index that may write 50. */
const refuses = within(
  "refusedByIndex",
  { atLeast: 10 },
  "The table refuses writes, though neither it nor the index as a whole has too much to do.",
  source,
);

export default scenario({
  name: "hot-index-partition",
  question: "What if nearly all items have the same value under the attribute of an index?",
  source,
  claims: ["K5"],
  figures: { K5: ["refusedByIndex", "indexBacklogMax"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  faults: [],
  duration: seconds(10),
  settle: seconds(12),
  seeds: { first: 1, count: 50 },

  cases: [
    {
      name: "nine in ten of one status",
      system,
      workload: load(hotSpot({ share: 0.9, of: ["open"], others: many })),
      expect: [
        holds(refuses),
        holds(
          refusedByName({
            exception: "ThrottlingException",
            write: "IndexWriteKeyRangeThroughputExceeded",
            within: ms(50),
          }),
        ),
        holds(indexesConverge),
      ],
    },
    {
      name: "statuses without number",
      system,
      workload: load(many),
      expect: [
        breaks(refuses, "each of the index's partitions has a quarter of the writes"),
        holds(indexesConverge),
      ],
    },
  ],
});
