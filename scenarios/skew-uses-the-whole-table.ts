import { within } from "../properties/figures/figures.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, scenario } from "./scenario.ts";

const source = "ATC '22, §4 (even division), §4.2 (global admission control)";

const table = (admission: NonNullable<FleetOptions["admission"]>) =>
  fleet({
    tables: [
      { name: "orders", capacity: { mode: "provisioned", read: 800, write: 800 }, partitions: 8 },
    ],
    admission,
  });

const nearlyAll = within(
  "requestsServed",
  { atLeast: 0.98 },
  "A load below what the table has is served, however it is spread.",
  `${source}; claim H4`,
);

/**
 * By the hash of their keys, two of the eight partitions are asked for 219 and 132 writes a second, and
 * an even share is 100: 79.0 % of the load fits. In 6 s both have a second's worth on top, 200 of 4,320
 * writes: 83.6 %. None comes near the 1,000 that a partition could serve.
 */
const asSharesAllow = within(
  "requestsServed",
  { atLeast: 0.81, atMost: 0.865 },
  "Even shares admit what fits into each partition's own.",
  "ATC '22, §4; the sum is in the scenario",
);

export default scenario({
  name: "skew-uses-the-whole-table",
  question: "A few keys get most of the load: how much of the table's capacity can it use?",
  source,
  claims: ["H4"],
  figures: { H4: ["writesOffered", "writesAdmitted", "requestsServed"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 3 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 720 }),
    writes: 1,
    keys: zipf({ keys: 1_000, exponent: 1.2 }),
    table: "orders",
    retries: false,
  }),
  faults: [],
  duration: seconds(6),
  settle: seconds(1),
  seeds: { first: 1, count: 20 },

  cases: [
    { name: "global admission control", system: table("gac"), expect: [holds(nearlyAll)] },
    {
      name: "static division",
      system: table("static"),
      expect: [
        breaks(nearlyAll, "two partitions are asked for more than an eighth of the table"),
        holds(asSharesAllow),
      ],
    },
  ],
});
