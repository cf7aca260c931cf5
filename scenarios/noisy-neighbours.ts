import { timesThatOf, within } from "../properties/figures/figures.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { ms, us } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario, type Tenant } from "./scenario.ts";

const source =
  "ATC '22, §4.2 (partition buckets, so that one application cannot take most of a node)";
const zones = { a: 2, b: 2, c: 2 };

/** Two thousand requests a second, a quarter of them writes, once the hot tenant has been at it. */
const neighbour: Tenant = {
  name: "neighbour",
  workload: openLoop({
    arrivals: poisson({ perSecond: 2_000 }),
    writes: 0.25,
    reads: "strong",
    keys: uniformKeys({ keys: 500 }),
    table: "profiles",
    retries: false,
  }),
  zones,
  from: ms(300),
};

/** Twelve times what one partition takes. */
const hot: Tenant = {
  name: "hot",
  workload: openLoop({
    arrivals: poisson({ perSecond: 12_000 }),
    writes: 1,
    keys: uniformKeys({ keys: 500 }),
    table: "clicks",
    retries: false,
  }),
  zones,
  until: ms(900),
};

/**
 * A node that can write 10,000 units a second, and 50,000 reads. The first and the last table have their
 * leaders on one node, those of the table between them are elsewhere.
 */
const shared = (more: Partial<FleetOptions> = {}) =>
  fleet({
    tables: [
      { name: "clicks", capacity: { mode: "on-demand", peakRead: 40_000, peakWrite: 40_000 } },
      { name: "carts", capacity: { mode: "on-demand" }, partitions: 2 },
      { name: "profiles", capacity: { mode: "on-demand" } },
    ],
    tableQuota: 80_000,
    nodeWriteService: us(100),
    ...more,
  });

const noFaster = (what: "write" | "read") =>
  timesThatOf(
    "beside a hot tenant",
    `neighbour.${what}LatencyP99`,
    { atLeast: 0.87 },
    "Alone the neighbour is hardly faster than beside the hot tenant.",
    source,
  );

const asFast = (what: "write" | "read") =>
  timesThatOf(
    "alone",
    `neighbour.${what}LatencyP99`,
    { atMost: 1.15 },
    "The neighbour is as fast as without the hot tenant.",
    source,
  );

const available = within(
  "neighbour.served",
  { atLeast: 1 },
  "Every request of the neighbour is answered.",
  "ATC '22, §6.3 (availability)",
);

export default scenario({
  name: "noisy-neighbours",
  question: "One tenant asks for twelve times its partition's limit: do its neighbours notice?",
  source,
  claims: ["H2"],
  figures: {
    H2: [
      "neighbour.served",
      "neighbour.writeLatencyP99",
      "neighbour.readLatencyP99",
      "hot.writesOffered",
      "hot.writesAdmitted",
    ],
  },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1 })),
    ...region,
  },
  faults: [],
  duration: ms(1_300),
  settle: ms(1_000),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "beside a hot tenant",
      system: shared(),
      tenants: [neighbour, hot],
      expect: [holds(available), reached("throttled-by-partition", 5_000)],
    },
    {
      name: "alone",
      system: shared(),
      tenants: [neighbour],
      expect: [holds(noFaster("write")), holds(noFaster("read")), holds(available)],
    },
    {
      name: "beside a hot tenant, no limit of a partition",
      system: shared({ partitionReadLimit: 1_000_000, partitionWriteLimit: 1_000_000 }),
      tenants: [neighbour, hot],
      expect: [
        breaks(asFast("write"), "12,000 writes a second wait for a node that does 10,000"),
        breaks(asFast("read"), "reads stand in the same queue"),
      ],
    },
  ],
});
