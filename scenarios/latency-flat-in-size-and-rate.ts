import { above } from "../properties/figures/above.ts";
import { alike, within } from "../properties/figures/figures.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { type Duration, seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, type Case, holds, scenario } from "./scenario.ts";

const source = "ATC '22, §7, figures 5 and 6";

const requests = 5_000;
const duration = seconds(100);

/** YCSB A is half updates, B a twentieth. */
const writes = { A: 0.5, B: 0.05 } as const;

interface Point {
  readonly mix: keyof typeof writes;
  readonly partitions: number;
  /** Of the table; a number, not as items. */
  readonly gigabytes: number;
  readonly perSecond: number;
}

/** As long as so many requests take, then silence. */
function load({ mix, perSecond }: Point, retries: boolean) {
  const until = Math.round((requests * 1_000_000) / perSecond) as Duration;
  const rates = until < duration ? { rates: [{ from: until, perSecond: 0 }] } : {};
  return openLoop({
    arrivals: poisson({ perSecond, ...rates }),
    writes: writes[mix],
    keys: uniformKeys({ keys: 10_000 }),
    valueBytes: 900,
    table: "orders",
    retries,
  });
}

const table = ({ partitions, gigabytes }: Point, settings: Partial<FleetOptions> = {}) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        partitions,
        bytes: gigabytes * 1_073_741_824,
      },
    ],
    ...settings,
  });

const flat = (what: "write" | "strongRead", quantile: "P50" | "P99", atMost: number) =>
  holds(
    alike(
      `${what}Latency${quantile}`,
      atMost,
      "The slowest case takes hardly longer than the fastest one.",
      source,
    ),
  );

/**
 * Of 2,500 reads the p99 is the 25th from the top: off by some 3 %, one standard error, so that two
 * points differ by 1.15 on one seed in a thousand. Reads of two mixes are not the same ones.
 */
const flatAcrossMixes = [flat("strongRead", "P50", 1.05), flat("strongRead", "P99", 1.25)];
const served = [holds(allServed)];
const flatPoints = [
  flat("strongRead", "P50", 1.05),
  flat("strongRead", "P99", 1.15),
  flat("write", "P50", 1.05),
  flat("write", "P99", 1.15),
];
const both = [...served, ...flatPoints];
const writesTakeLonger = holds(
  above(
    "writeLatencyP50",
    "strongReadLatencyP50",
    "A write, which waits for a second zone, takes longer than a read.",
    source,
  ),
);

const nameOf = ({ mix, gigabytes, perSecond }: Point): string =>
  `${mix}, ${gigabytes} GB, ${perSecond}/s`;

const point = (at: Point, figures: Case["expect"]): Case => ({
  name: nameOf(at),
  system: table(at),
  workload: load(at, true),
  expect: [writesTakeLonger, ...figures],
});

const tooFew: Point = { mix: "A", partitions: 1, gigabytes: 1, perSecond: 500 };

/**
 * Each point is about 5,000 requests, whatever the rate, and all of one seed and mix ask the same
 * keys in the same order. Nothing is left out at the beginning: routers know their routes and groups
 * have leaders, so the first request is like the last.
 *
 * Processors: 4,000 requests a second take a router's 0.2 ms each, 0.8 of the 24 cores of three
 * routers, and of twelve storage nodes' 20 to 50 µs; so nobody waits for anybody. The disk reads a
 * page in as long a time whatever the table's size.
 */
export default scenario({
  name: "latency-flat-in-size-and-rate",
  question: "Does latency depend on how large a table is, or on how much is asked of it?",
  source,
  claims: ["H6"],
  figures: {
    H6: ["writeLatencyP50", "writeLatencyP99", "strongReadLatencyP50", "strongReadLatencyP99"],
  },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 4, clients: 4 })),
    ...region,
  },
  faults: [],
  duration,
  settle: seconds(2),
  seeds: { first: 1, count: 20 },

  cases: [
    point({ mix: "A", partitions: 1, gigabytes: 1, perSecond: 50 }, served),
    point({ mix: "A", partitions: 1, gigabytes: 1, perSecond: 500 }, both),
    point({ mix: "A", partitions: 10, gigabytes: 80, perSecond: 1_000 }, both),
    point({ mix: "A", partitions: 100, gigabytes: 800, perSecond: 50 }, both),
    point({ mix: "A", partitions: 100, gigabytes: 800, perSecond: 4_000 }, both),
    {
      // One partition, with a tenth of the published limits: of 2,500 writes in 10 s it takes the 100
      // that its bucket begins with and 100 a second: 1,400 of 5,000 requests are refused.
      name: "A, one partition of a tenth of the limits, 500/s",
      system: table(tooFew, { partitionWriteLimit: 100, partitionReadLimit: 300 }),
      workload: load(tooFew, false),
      expect: [
        breaks(allServed, "the partition refuses what exceeds its limit"),
        holds(
          within(
            "throttledShare",
            { atLeast: 0.25, atMost: 0.31 },
            "The writes that exceed the limit are refused, and no reads.",
            source,
          ),
        ),
        writesTakeLonger,
        ...flatPoints,
      ],
    },
    // Other requests than A's, and 250 writes, too few for a p99 within 15 %: reads alone. A router
    // that hardly ever writes has few tokens for it, so a write may be refused.
    point({ mix: "B", partitions: 1, gigabytes: 1, perSecond: 50 }, flatAcrossMixes),
    point({ mix: "B", partitions: 100, gigabytes: 800, perSecond: 4_000 }, flatAcrossMixes),
  ],
});
