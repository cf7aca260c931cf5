import { timesThatOf, within } from "../properties/figures/figures.ts";
import { splitsHelp } from "../properties/figures/splits-help.ts";
import { atMost } from "../properties/finals/at-most.ts";
import { groupsAreWhole } from "../properties/finals/groups-are-whole.ts";
import { routesConverge } from "../properties/finals/routes-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { hotSpot, type KeyChoice, uniformKeys } from "../sim/client/keys.ts";
import { drawnSorts, type SortChoice, timeSortable } from "../sim/client/sort-keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario, type Tenant } from "./scenario.ts";

/** The offer is over the limit of 1,000 units a second by half; nobody tries again. */
const perSecond = 1_500;
/** Seconds of the run; the buckets begin full, so the first ones are not measured. */
const stretches = {
  warming: [0, 2],
  before: [2, 5.5],
  splitting: [5.5, 10.5],
  after: [10.5, 14],
} as const;
const end = seconds(14);

/** One load throughout, told apart by when it was asked for. */
function tenants(
  keys: KeyChoice,
  sort: SortChoice | undefined,
  rate = perSecond,
): readonly Tenant[] {
  return Object.entries(stretches).map(([name, [from, until]]) => ({
    name,
    workload: openLoop({
      arrivals: poisson({ perSecond: rate }),
      writes: 1,
      keys,
      ...(sort === undefined ? {} : { sort }),
      table: "orders",
      retries: false,
    }),
    zones: { a: 4, b: 4, c: 4 },
    from: seconds(from),
    until: seconds(until),
  }));
}

/** Ids that sort by their time: each goes behind all others. One tenant, from beginning to end. */
const front: Tenant = {
  name: "front",
  workload: openLoop({
    arrivals: poisson({ perSecond }),
    writes: 1,
    keys: uniformKeys({ keys: 1 }),
    sort: timeSortable,
    table: "orders",
    retries: false,
  }),
  zones: { a: 4, b: 4, c: 4 },
};

/**
 * The published minutes would be millions of requests: the node looks over 2 s instead of 60 s, asks
 * after 2 s above the threshold instead of 120 s, and the split works for 2 to 4 s instead of 2 to
 * 10 minutes. Limits and shares are as published.
 */
const hurried = {
  consumptionWindow: 2,
  splitAfter: seconds(2),
  splitAtLeast: seconds(2),
  splitAtMost: seconds(4),
  splitWatch: seconds(0.5),
};

const orders = (sorted: boolean, changes: Partial<FleetOptions> = {}) =>
  fleet({
    tables: [{ name: "orders", capacity: { mode: "on-demand" }, sorted }],
    ...hurried,
    ...changes,
  });

/** Admitted a second, of the whole run: the tenant was there for a quarter of it. */
const admitted = (tenant: string, low: number, high: number, statement: string) =>
  within(
    `${tenant}.admittedPerSecond`,
    { atLeast: low / 4, atMost: high / 4 },
    statement,
    "developer guide: 1,000 write units a second of a partition; claim H1",
  );

const limited = admitted(
  "before",
  950,
  1_060,
  "Of 1,500 writes a second to one partition about 1,000 are admitted.",
);
const limitedStill = admitted("after", 950, 1_060, "It stays at about 1,000 a second.");
const limitedAllAlong = within(
  "front.admittedPerSecond",
  { atLeast: 950, atMost: 1_100 },
  "Of 1,500 writes a second to one partition about 1,000 are admitted, from beginning to end.",
  "developer guide: 1,000 write units a second of a partition; claim H1",
);
const noSplit = atMost("split-begun", 0, "Nothing is split.");
const spread = uniformKeys({ keys: 20_000 });

/** Who is refused is told at once; who is admitted must not notice the others. */
export default scenario({
  name: "hot-partition",
  question:
    "Half as much again as a partition's limit: what is served, how fast, and does it help to split?",
  source: "ATC '22, §4.2, §4.4; developer guide (partition limits, throttling)",
  claims: ["H1", "H5"],
  figures: {
    H1: ["writesOffered", "writesAdmitted", "refusalP99"],
    H5: ["before.admittedPerSecond", "after.admittedPerSecond"],
  },

  topology: {
    zones: [
      { name: "a", machines: 1 },
      { name: "b", machines: 1 },
      { name: "c", machines: 1 },
    ],
    ...region,
  },
  faults: [],
  duration: end,
  settle: seconds(4),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "quiet",
      system: orders(false),
      tenants: tenants(spread, undefined, perSecond / 5),
      expect: [holds(acknowledgedWritesSurvive), holds(noSplit)],
    },
    {
      name: "many keys",
      system: orders(false),
      tenants: tenants(spread, undefined),
      expect: [
        holds(limited),
        holds(
          timesThatOf(
            "quiet",
            "before.writeLatencyP99",
            { atMost: 1.1 },
            "The p99 of admitted writes stays within 10 % of what it is on a quiet partition.",
            "claim H1",
          ),
        ),
        reached("throttled-by-partition", 1_000),
        reached("split-applied", 3),
        holds(splitsHelp),
        holds(acknowledgedWritesSurvive),
        holds(groupsAreWhole),
        holds(routesConverge),
      ],
    },
    {
      // All of one partition key: the range has a middle, but the traffic is at one end of it.
      name: "one item collection",
      system: orders(true),
      tenants: tenants(uniformKeys({ keys: 1 }), drawnSorts({ of: 20_000 })),
      expect: [holds(limited), reached("split-applied", 3), holds(splitsHelp)],
    },
    {
      name: "splitting off",
      system: orders(false, { splitting: false }),
      tenants: tenants(spread, undefined),
      expect: [
        holds(limited),
        holds(limitedStill),
        breaks(splitsHelp, "one partition admits no more than its limit, however long it lasts"),
      ],
    },
    {
      name: "one hot item",
      system: orders(false),
      tenants: tenants(hotSpot({ share: 0.9, of: ["key-of-the-day"], others: spread }), undefined),
      expect: [holds(limited), reached("split-refused-one-hot-key"), holds(noSplit)],
    },
    {
      name: "moving front",
      system: orders(true),
      tenants: [front],
      expect: [holds(limitedAllAlong), reached("split-refused-moving-front"), holds(noSplit)],
    },
  ],
});
