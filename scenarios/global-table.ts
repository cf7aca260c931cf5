import { within } from "../properties/figures/figures.ts";
import { regionsConverge } from "../properties/finals/regions-converge.ts";
import { streamIsExact } from "../properties/invariants/stream-is-exact.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { cut } from "../sim/faults/cut.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import type { FleetBug } from "../sim/systems/dynamodb/bugs.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { apart, region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario, type Tenant } from "./scenario.ts";

const regions = { us: ["us-a", "us-b", "us-c"], eu: ["eu-a", "eu-b", "eu-c"] } as const;

const system = (bugs: readonly FleetBug[] = []) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        partitions: 2,
        stream: { view: "new-and-old-images" },
        regions: Object.keys(regions),
      },
    ],
    bugs,
  });

/** Customers of a Region ask for the table there; both Regions' write the same items. */
const tenants = Object.entries(regions).map(
  ([name, zones]): Tenant => ({
    name,
    workload: openLoop({
      arrivals: poisson({ perSecond: 60 }),
      mix: { put: 0.5, update: 0.2, delete: 0.15, get: 0.15 },
      keys: uniformKeys({ keys: 60 }),
      table: `${name}:orders`,
    }),
    zones: Object.fromEntries(zones.map((zone) => [zone, 1])),
  }),
);

const soon = (destination: string) =>
  within(
    `${destination}.replicationLagP50`,
    { atMost: 1_000 },
    "Half of all writes are in the other Region within a second.",
    "developer guide, global tables (typically within a second)",
  );

/** Two Regions that are cut apart for a while, a replicator that dies and a leader that dies. */
export default scenario({
  name: "global-table",
  question: "Two Regions write the same items at once: do they come to hold the same ones?",
  source: "developer guide, global tables (asynchronous, the last writer wins)",
  claims: [],

  topology: {
    zones: Object.values(regions)
      .flat()
      .map((name) => ({ name, machines: 1 })),
    ...region,
    pairs: apart(regions),
  },
  tenants,
  faults: [
    cut({ groups: [regions.us, regions.eu], from: seconds(3), until: seconds(4.5) }),
    crash({ machine: "replicator-orders-us-eu", from: seconds(6), until: ms(6_500) }),
    crash({ machine: "storage-eu-a-1", from: seconds(7), until: seconds(9) }),
  ],
  duration: seconds(12),
  settle: seconds(8),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "the last writer wins",
      system: system(),
      expect: [
        holds(regionsConverge),
        holds(streamIsExact),
        holds(soon("eu")),
        holds(soon("us")),
        reached("consumer-resumed"),
        reached("other-region-silent"),
      ],
    },
    {
      name: "the last arrival wins",
      system: system(["last-arrival-wins"]),
      expect: [breaks(regionsConverge, "each Region takes what the other overwrote meanwhile")],
    },
  ],
});
