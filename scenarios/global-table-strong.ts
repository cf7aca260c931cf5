import { timesThatOf, within } from "../properties/figures/figures.ts";
import { regionsConverge } from "../properties/finals/regions-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { zoneOutage } from "../sim/faults/zone-outage.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { apart, betweenRegions, region } from "../sim/systems/dynamodb/hardware.ts";
import { holds, reached, scenario, type Tenant } from "./scenario.ts";

const regions = {
  us: ["us-a", "us-b", "us-c"],
  eu: ["eu-a", "eu-b", "eu-c"],
  ap: ["ap-a", "ap-b", "ap-c"],
} as const;

const orders = { name: "orders", capacity: { mode: "on-demand" } } as const;

/** Customers in two Regions; each asks for `table` of its own, or all for one. */
const customers = (tableOf: (region: string) => string): readonly Tenant[] =>
  (["us", "eu"] as const).map((name) => ({
    name,
    workload: openLoop({
      arrivals: poisson({ perSecond: 50 }),
      mix: { put: 0.6, get: 0.4 },
      keys: uniformKeys({ keys: 600 }),
      table: tableOf(name),
    }),
    zones: Object.fromEntries(regions[name].map((zone) => [zone, 1])),
  }));

/**
 * A table that is strongly consistent over three Regions is one whose partitions have a replica in
 * each of them: the zones are in such an order that three in a row are in three Regions. Everything
 * that waits for an answer waits for longer than the longest round trip.
 */
const overThreeRegions = fleet({
  tables: [orders],
  resend: ms(300),
  askTimeout: ms(400),
  electionTimeout: ms(600),
  routerPatience: ms(1_000),
  routerGivesUp: ms(2_500),
  balancerPatience: ms(2_800),
  lookUpHedge: ms(250),
});

const ofEachRegion = fleet({
  tables: [{ ...orders, stream: { view: "new-and-old-images" }, regions: Object.keys(regions) }],
});

/** All of a Region goes dark, and stays so until after the load. */
const lost = regions.us.map((zone) => zoneOutage({ zone, from: seconds(6), until: seconds(14) }));

export default scenario({
  name: "global-table-strong",
  question: "What does it cost that a Region may be lost without losing a write?",
  source: "developer guide, global tables (multi-Region strong and eventual consistency)",
  claims: [],

  topology: {
    zones: [0, 1, 2].flatMap((place) =>
      Object.values(regions).map((zones) => ({ name: zones[place]!, machines: 1 })),
    ),
    ...region,
    pairs: apart(regions, (one, other) =>
      one === "ap" || other === "ap" ? betweenRegions.far : betweenRegions.near,
    ),
  },
  client: { timeout: seconds(3) },
  faults: lost,
  duration: seconds(12),
  settle: seconds(8),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "eventually consistent",
      system: ofEachRegion,
      tenants: customers((name) => `${name}:orders`),
      expect: [
        holds(regionsConverge),
        holds(
          within(
            "us.writeLatencyP50",
            { atMost: 5 },
            "A write is as fast as in a table of one Region.",
            "developer guide, global tables (asynchronous)",
          ),
        ),
        holds(
          within(
            "eu.writesMissing",
            { atLeast: 1 },
            "What a lost Region had not yet passed on is missing in the others.",
            "developer guide, global tables (the recovery point is the replication delay)",
          ),
        ),
      ],
    },
    {
      name: "strongly consistent",
      system: overThreeRegions,
      tenants: customers(() => "orders"),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        reached("election-won"),
        holds(
          timesThatOf(
            "eventually consistent",
            "us.writeLatencyP50",
            { atLeast: 20 },
            "A write waits for the nearest other Region.",
            "developer guide, global tables (multi-Region strong consistency)",
          ),
        ),
        holds(
          within(
            "us.writeLatencyP50",
            { atLeast: 70, atMost: 90 },
            "With the leader near, that is one round trip to the nearest other Region.",
            "assumption: no figures are published",
          ),
        ),
      ],
    },
  ],
});
