import { within } from "../properties/figures/figures.ts";
import { indexesConverge } from "../properties/finals/indexes-converge.ts";
import { refusedByName } from "../properties/histories/refused-by-name.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { prefixed, uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import type { Config } from "../sim/systems/dynamodb/config.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const source = "claim K5; developer guide, GSI throttling; AWS hands-on lab on GSI back pressure";

/** The table may write as much as anybody asks, its index 60 units a second. */
const system = (write: number, settings: Partial<Config> = {}) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        indexes: [
          {
            name: "by-customer",
            key: "customer",
            capacity: { mode: "provisioned", read: 100, write },
            projection: "keys-only",
          },
        ],
      },
    ],
    burstSeconds: 0,
    // A third of the buffer that is assumed of the real one, so that it is full within seconds.
    indexBacklogLeast: 300,
    ...settings,
  });

/**
 * 80 writes a second move two entries each: 160 units a second against 60, so that the queue gains
 * 100 a second and is full after 3 s of 8. From then on the table takes what the index does.
 */
const bounded = within(
  "indexBacklogMax",
  { atLeast: 300, atMost: 320 },
  "The queue fills up to its bound, and not beyond, but for writes under way.",
  source,
);
const refuses = within(
  "refusedByIndex",
  { atLeast: 50 },
  "The table refuses writes, though it has capacity, and names the index.",
  source,
);
const drained = within(
  "indexBacklogEnd",
  { atMost: 0 },
  "When the load is over the queue drains to nothing.",
  source,
);
const named = refusedByName({
  exception: "ProvisionedThroughputExceededException",
  write: "IndexWriteProvisionedThroughputExceeded",
  within: ms(50),
});

export default scenario({
  name: "index-back-pressure",
  question: "What becomes of writes to a table whose index may write less than they ask of it?",
  source,
  claims: ["K5"],
  figures: { K5: ["indexBacklogMax", "refusedByIndex", "indexBacklogEnd", "indexLagMax"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 80 }),
    writes: 1,
    keys: uniformKeys({ keys: 100 }),
    valueBytes: 200,
    table: "orders",
    attributes: [
      {
        name: "customer",
        values: prefixed({ prefix: "customer-", keys: uniformKeys({ keys: 1_000_000 }) }),
      },
    ],
    retries: false,
  }),
  faults: [],
  duration: seconds(8),
  settle: seconds(18),
  seeds: { first: 1, count: 50 },

  cases: [
    {
      name: "an index too small",
      system: system(60),
      expect: [
        holds(bounded),
        holds(refuses),
        holds(named),
        holds(drained),
        holds(indexesConverge),
        reached("throttled-by-index", 50),
      ],
    },
    {
      name: "an index as large as the table",
      system: system(400),
      expect: [
        holds(
          within(
            "indexBacklogMax",
            { atMost: 60 },
            "The queue holds what is on its way, and no more.",
            source,
          ),
        ),
        breaks(refuses, "the index takes what the table does"),
        holds(indexesConverge),
      ],
    },
    {
      name: "no back-pressure",
      system: system(60, { indexBackPressure: false }),
      expect: [
        breaks(bounded, "whatever the index does not take waits, for as long as the load lasts"),
        breaks(refuses, "nobody is refused"),
        holds(indexesConverge),
      ],
    },
  ],
});
