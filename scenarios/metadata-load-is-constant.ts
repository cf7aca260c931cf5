import { timesThatOf, within } from "../properties/figures/figures.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, scenario } from "./scenario.ts";

const source = "ATC '22, §6.6";

/** The load goes on to the end, or is over after 60 ms. */
const asking = (isShort: boolean) =>
  openLoop({
    arrivals: poisson({
      perSecond: 1_000,
      ...(isShort ? { rates: [{ from: ms(60), perSecond: 0 }] } : {}),
    }),
    writes: 0.2,
    keys: uniformKeys({ keys: 100 }),
    table: "orders",
  });

/** 90 routers, of which each has a cache of its own. */
const manyRouters = (more: Partial<FleetOptions> = {}) =>
  fleet({
    tables: [{ name: "orders", capacity: { mode: "on-demand" }, partitions: 3 }],
    routersPerZone: 30,
    // Ninety routers that begin at once would share out a new table's first tokens unevenly.
    admission: "static",
    ...more,
  });

const constant = within(
  "lookUpsEach",
  { atLeast: 0.98, atMost: 1.02 },
  "Every request is one look-up, whether or not the cache knew its route.",
  source,
);
const asBefore = timesThatOf(
  "warm",
  "lookUpsEach",
  { atLeast: 0.98, atMost: 1.02 },
  "With empty caches metadata servers are asked as often as with full ones.",
  source,
);
const seldom = within(
  "lookUpsEach",
  { atMost: 0.008 },
  "Full caches that are not refreshed leave a look-up for one request in four hundred.",
  source,
);
const noStorm = timesThatOf(
  "warm, refreshed on a miss",
  "lookUpsEach",
  { atMost: 10 },
  "Empty caches add less than ten times the look-ups of full ones.",
  source,
);
const soon = within(
  "strongReadLatencyP50",
  { atMost: 10 },
  "Half of the reads are answered within 10 ms, a look-up included.",
  source,
);
const nearlyAll = within(
  "lookUpsEach",
  { atLeast: 0.9, atMost: 1.1 },
  "With empty caches nearly every request asks the metadata service.",
  source,
);

/**
 * With refresh on a miss and a hit rate of 99.75 %, full caches ask for 0.0025 of the requests, and
 * empty ones, as long as each request is a router's first, for all: 1 / 0.0025 = 400 times as many. A
 * cache is filled by its first miss, so the storm lasts as long as there are routers left that have
 * not asked. Balancers deal requests out in turn: in 60 ms 20 in each zone, to 30 routers.
 *
 * The warm share is counted over 3,000 requests: 7.5 look-ups expected, none at all on one seed in
 * 2,000, and more than 24 (0.008 a request) on none.
 */
export default scenario({
  name: "metadata-load-is-constant",
  question: "All routers lose their caches at once: what does the metadata service have to do?",
  source: "ATC '22, §6.6 (hit rate of 99.75 %, MemDS); AWS, re:Invent 2025, DAT436",
  claims: ["O2"],
  figures: { O2: ["lookUpsPerSecond", "lookUpsEach", "strongReadLatencyP50"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 3 })),
    ...region,
  },
  faults: [],
  duration: seconds(3),
  settle: seconds(2),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "warm",
      workload: asking(false),
      system: manyRouters(),
      expect: [holds(allServed), holds(constant)],
    },
    {
      name: "cold",
      workload: asking(true),
      system: manyRouters({ coldRouters: true }),
      expect: [holds(allServed), holds(constant), holds(asBefore), holds(soon)],
    },
    {
      name: "warm, refreshed on a miss",
      workload: asking(false),
      system: manyRouters({ routeRefresh: "on-miss" }),
      expect: [holds(allServed), holds(seldom)],
    },
    {
      name: "cold, refreshed on a miss",
      workload: asking(true),
      system: manyRouters({ routeRefresh: "on-miss", coldRouters: true }),
      expect: [
        holds(allServed),
        holds(soon),
        holds(nearlyAll),
        breaks(noStorm, "each router asks at its first use of the table, all in the same moment"),
      ],
    },
    {
      // 3 servers of 4 cores, 60 ms a look-up: 200 a second, eighty times the warm 2.5. The storm
      // wants 900 a second, and asks again after 5 ms without an answer.
      name: "cold, refreshed on a miss, service sized for eighty times the warm load",
      workload: asking(true),
      system: manyRouters({ routeRefresh: "on-miss", coldRouters: true, metadataService: ms(60) }),
      expect: [breaks(soon, "look-ups queue for longer than routers wait, and are asked again")],
    },
  ],
});
