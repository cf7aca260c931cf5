import { within } from "../properties/figures/figures.ts";
import { groupsAreWhole } from "../properties/finals/groups-are-whole.ts";
import { routesConverge } from "../properties/finals/routes-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { hotSpot, uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario, type Tenant } from "./scenario.ts";

const source = "ATC '22, §4: throughput dilution; §4.2";

/** Writes a second to one item; next to nothing to others. */
const hot = 85;
const others = 8;

/**
 * The paper's table at a tenth: partitions of at most 100 writes a second, 4 of 90 each for 360. Raised
 * to 600 it takes 6, so all are split, and 8 have 75 each. Lowered to 500 they have 62.5.
 */
const table = (
  admission: NonNullable<FleetOptions["admission"]>,
  changes: Partial<FleetOptions> = {},
) =>
  fleet({
    tables: [
      { name: "orders", capacity: { mode: "provisioned", read: 360, write: 360 }, partitions: 4 },
    ],
    changes: [
      { table: "orders", at: seconds(4), read: 600, write: 600 },
      { table: "orders", at: seconds(24), read: 500, write: 500 },
    ],
    admission,
    partitionWriteLimit: 100,
    burstSeconds: 0,
    // Published minutes would be hundreds of thousands of requests.
    tableUpdate: seconds(2),
    splitWatch: seconds(1),
    splitAtLeast: seconds(1),
    splitAtMost: seconds(3),
    ...changes,
  });

const asked = (name: string, from: number, until: number): Tenant => ({
  name,
  workload: openLoop({
    arrivals: poisson({ perSecond: hot + others }),
    writes: 1,
    keys: hotSpot({
      share: hot / (hot + others),
      of: ["the-one"],
      others: uniformKeys({ keys: 1_000 }),
    }),
    table: "orders",
    retries: false,
  }),
  zones: { a: 1, b: 1, c: 1 },
  from: seconds(from),
  until: seconds(until),
});

/** Seconds. What partitions have at hand when they become too small lasts until "raised" begins. */
const stretches = {
  before: [0, 5],
  changing: [5, 18],
  raised: [18, 26],
  fewer: [26, 30],
  lowered: [30, 38],
} as const;
const end = 38;

/** A second over the whole run: the stretch's share of it, of what a partition has and the rest. */
const admitted = (stretch: "raised" | "lowered", share: number) => {
  const [from, until] = stretches[stretch];
  const expected = ((share + (others * 7) / 8) * (until - from)) / end;
  return within(
    `${stretch}.admittedPerSecond`,
    { atLeast: expected * 0.95, atMost: expected * 1.05 },
    `The item's partition serves ${share} writes a second once the table is ${stretch}.`,
    source,
  );
};

const nearlyAll = (stretch: keyof typeof stretches) =>
  within(
    `${stretch}.served`,
    { atLeast: 0.98 },
    `All that is asked is served (${stretch}): a sixth of what was bought.`,
    source,
  );

export default scenario({
  name: "raising-a-tables-throughput",
  question: "A table with one hot item is raised: does the item get more, or less?",
  source,
  claims: ["H4"],
  figures: { H4: ["before.served", "raised.served", "lowered.served"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1 })),
    ...region,
  },
  tenants: Object.entries(stretches).map(([name, [from, until]]) => asked(name, from, until)),
  faults: [],
  duration: seconds(end),
  settle: seconds(3),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "global admission control",
      system: table("gac"),
      expect: [
        holds(nearlyAll("before")),
        holds(nearlyAll("raised")),
        holds(nearlyAll("lowered")),
        reached("split-applied", 12),
        holds(acknowledgedWritesSurvive),
        holds(groupsAreWhole),
        holds(routesConverge),
      ],
    },
    {
      name: "static division",
      system: table("static"),
      expect: [
        holds(nearlyAll("before")),
        breaks(
          nearlyAll("raised"),
          "the item's partition has an eighth of 600, and had a quarter of 360",
        ),
        breaks(nearlyAll("lowered"), "partitions never merge: an eighth of 500 is less still"),
        holds(admitted("raised", 75)),
        holds(admitted("lowered", 62.5)),
        reached("split-applied", 12),
      ],
    },
    {
      name: "static division, nothing is split",
      system: table("static", { splitting: false }),
      expect: [holds(nearlyAll("raised")), holds(nearlyAll("lowered"))],
    },
  ],
});
