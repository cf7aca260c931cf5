import { within } from "../properties/figures/figures.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario, type Tenant } from "./scenario.ts";

const source =
  "ATC '22, §4 (even division), §4.1.2 (adaptive capacity), §4.2 (global admission control)";

const table = (
  admission: NonNullable<FleetOptions["admission"]>,
  changes: Partial<FleetOptions> = {},
) =>
  fleet({
    tables: [
      { name: "orders", capacity: { mode: "provisioned", read: 800, write: 800 }, partitions: 8 },
    ],
    admission,
    ...changes,
  });

/** One load throughout, in stretches to be told apart. */
const skewed = (name: string, from: number, until: number): Tenant => ({
  name,
  workload: openLoop({
    arrivals: poisson({ perSecond: 720 }),
    writes: 1,
    keys: zipf({ keys: 1_000, exponent: 1.2 }),
    table: "orders",
    retries: false,
  }),
  zones: { a: 3, b: 3, c: 3 },
  from: seconds(from),
  until: seconds(until),
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

/**
 * Adaptive capacity looks every 4 s here, not every 30. Before it has looked it is static division:
 * what was at hand is gone after a second, and 82 % of the rest fits. Each look takes half of what is
 * still refused off it: after four looks 9 of 720 are left, and what a boost of a moment before is
 * short of in the next.
 */
const lookingEvery4s = { adaptiveInterval: seconds(4) };

const atFirstAsStatic = within(
  "soon.served",
  { atLeast: 0.79, atMost: 0.865 },
  "Before anybody has looked, adaptive capacity admits what even shares allow.",
  "ATC '22, §4.1.2: reactive",
);

const nearlyAllLater = within(
  "later.served",
  { atLeast: 0.95 },
  "After some looks partitions that throttled have what the others leave.",
  "ATC '22, §4.1.2",
);

export default scenario({
  name: "skew-uses-the-whole-table",
  question: "A few keys get most of the load: how much of the table's capacity can it use?",
  source,
  claims: ["H4"],
  figures: { H4: ["writesOffered", "writesAdmitted", "requestsServed"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1 })),
    ...region,
  },
  tenants: [skewed("all", 0, 6)],
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
    {
      name: "adaptive capacity",
      system: table("adaptive", lookingEvery4s),
      tenants: [
        skewed("first", 0, 1),
        skewed("soon", 1, 4),
        skewed("between", 4, 16.5),
        skewed("later", 16.5, 22),
      ],
      duration: seconds(22),
      expect: [
        breaks(nearlyAll, "it reacts to what has been refused, and only at intervals"),
        holds(atFirstAsStatic),
        holds(nearlyAllLater),
        reached("allocations-set", 3),
      ],
    },
  ],
});
