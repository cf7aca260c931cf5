/**
 * Where each deliberate mistake that takes a fleet shows, as in `grounds.ts`. Mistakes of admission
 * control have theirs here, those of other rooms in files of their own.
 */

import type { Property } from "../../properties/property.ts";
import { poisson } from "../../sim/client/arrivals.ts";
import { hotSpot, uniformKeys } from "../../sim/client/keys.ts";
import { type Load, openLoop } from "../../sim/client/workload.ts";
import { crash } from "../../sim/faults/crash.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import type { AdmissionBug } from "../../sim/systems/dynamodb/admission/bugs.ts";
import type { FleetBug } from "../../sim/systems/dynamodb/bugs.ts";
import { type FleetOptions, fleet } from "../../sim/systems/dynamodb/fleet.ts";
import { region } from "../../sim/systems/dynamodb/hardware.ts";
import type { Capacity, TableSpec } from "../../sim/systems/dynamodb/tables.ts";
import { holds, type Scenario, scenario, type Tenant, type Topology } from "../scenario.ts";
import { delegationGrounds } from "./delegation-grounds.ts";
import { worldGrounds } from "./global-grounds.ts";
import { healingGrounds } from "./healing-grounds.ts";
import { indexGrounds } from "./index-grounds.ts";
import { pathGrounds } from "./path-grounds.ts";
import { splitGrounds } from "./split-grounds.ts";
import { streamGrounds } from "./stream-grounds.ts";
import { transactionGrounds } from "./transaction-grounds.ts";

export interface Ground {
  readonly capacity: Capacity;
  /** What the table is beside that. */
  readonly table?: Partial<TableSpec>;
  /** Default: zones a, b and c of one Region. */
  readonly topology?: Topology;
  /** Storage nodes in each zone. Default 1. */
  readonly machines?: number;
  /** In place of one load for all. */
  readonly tenants?: readonly Tenant[];
  /** Seconds. Default 12. */
  readonly lasts?: number;
  readonly system?: Partial<FleetOptions>;
  readonly perSecond: number;
  readonly load?: Partial<Load>;
  /** Nobody asks before. */
  readonly quiet?: number;
  readonly faults?: readonly FaultSpec[];
  /** Judged after the run, beside the invariants that watch every run. */
  readonly judged?: readonly Property[];
}

const provisioned = (rate: number): Capacity => ({ mode: "provisioned", read: rate, write: rate });
const onDemand: Capacity = { mode: "on-demand" };

/** Five times what the table has, and little leave to go beyond it. */
const overAsked: Ground = {
  capacity: provisioned(60),
  system: { burstSeconds: 0, tokenCredit: 2 },
  perSecond: 300,
};

/** As much as the table has, to one of its two partitions. */
const onePartition = (name: string, key: string, from: number): Tenant => ({
  name,
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    writes: 0,
    reads: "strong",
    keys: hotSpot({ share: 1, of: [key], others: uniformKeys({ keys: 1 }) }),
    table: "orders",
    retries: false,
  }),
  zones: { a: 1, b: 1, c: 1 },
  from: seconds(from),
});

const admissionGrounds: Readonly<Record<AdmissionBug, Ground>> = {
  "spent-tokens-given-back": overAsked,
  "gac-ignores-other-routers": overAsked,
  "bucket-full-after-restart": {
    ...overAsked,
    // Thirty seconds' worth that nobody has saved appear in the middle of the run.
    system: { burstSeconds: 30, tokenCredit: 2 },
    faults: ["a", "b", "c"].map((zone) =>
      crash({ machine: `admission-${zone}`, from: seconds(4), until: ms(4_200) }),
    ),
  },
  "debt-forgotten": {
    // Reads of ten units are admitted as one.
    capacity: onDemand,
    system: { partitionReadLimit: 300 },
    perSecond: 150,
    load: { writes: 0.1, valueBytes: 40_000 },
  },
  "burst-without-node-check": {
    // What was saved would carry the load for longer than the node can.
    capacity: provisioned(60),
    system: { admission: "static", nodeBuckets: true, nodeReadCapacity: 100 },
    perSecond: 300,
    quiet: 6,
  },
  "rates-of-the-beginning-after-a-restart": {
    // The table is lowered to a third, then its server restarts. Nobody but routers tells it.
    capacity: provisioned(180),
    system: {
      burstSeconds: 0,
      tokenCredit: 2,
      tableUpdate: seconds(2),
      healthReport: seconds(60),
      nodeDead: seconds(300),
      changes: [{ table: "orders", at: seconds(1), read: 60, write: 60 }],
    },
    perSecond: 300,
    lasts: 30,
    faults: ["a", "b", "c"].map((zone) =>
      crash({ machine: `admission-${zone}`, from: seconds(8), until: ms(8_200) }),
    ),
  },
  "split-keeps-the-whole-share": {
    // Raised by half it is cut in two; two whole shares are a third more than was bought.
    capacity: provisioned(80),
    system: {
      admission: "static",
      burstSeconds: 0,
      partitionReadLimit: 100,
      tableUpdate: seconds(4),
      splitWatch: seconds(1),
      splitAtLeast: seconds(1),
      splitAtMost: seconds(2),
      changes: [{ table: "orders", at: seconds(1), read: 120, write: 80 }],
    },
    perSecond: 400,
    lasts: 30,
  },
  "boost-never-lowered": {
    // One of two partitions is boosted with what the other leaves; then the other is asked, too.
    capacity: provisioned(100),
    table: { partitions: 2 },
    system: {
      admission: "adaptive",
      burstSeconds: 0,
      consumptionWindow: 2,
      adaptiveInterval: seconds(2),
    },
    perSecond: 100,
    tenants: [onePartition("first", "key-0", 0), onePartition("other", "key-1", 16)],
    lasts: 40,
  },
  "reads-charged-to-writes": {
    capacity: onDemand,
    system: { partitionWriteLimit: 50 },
    perSecond: 300,
  },
};

const fleetGrounds: Readonly<Partial<Record<FleetBug, Ground>>> = {
  ...admissionGrounds,
  ...splitGrounds,
  ...healingGrounds,
  ...delegationGrounds,
  ...pathGrounds,
  ...indexGrounds,
  ...streamGrounds,
  ...transactionGrounds,
  ...worldGrounds,
};

/** Mistakes that have grounds, in the order of their table. */
export const huntedInAFleet: readonly FleetBug[] = Object.keys(fleetGrounds) as FleetBug[];

/** The grounds of a mistake as a scenario; `on` switches it on. */
export function fleetGroundOf(bug: FleetBug, on: boolean): Scenario {
  const ground = fleetGrounds[bug];
  if (ground === undefined) throw new RangeError(`the mistake "${bug}" has no grounds yet`);
  const { capacity, table = {}, system = {}, faults = [], judged = [], tenants } = ground;
  return scenario({
    name: `hunt-${bug}`,
    question: `Is the mistake "${bug}" caught?`,
    source: "bugs.ts",
    claims: [],
    topology: ground.topology ?? regionOf(ground),
    ...(tenants === undefined ? { workload: loadOf(ground) } : { tenants }),
    faults,
    duration: seconds(ground.lasts ?? 12),
    seeds: { first: 1, count: 20 },
    cases: [
      {
        system: fleet({
          tables: [{ name: "orders", capacity, ...table }],
          ...system,
          bugs: on ? [bug] : [],
        }),
        expect: judged.map(holds),
      },
    ],
  });
}

const regionOf = ({ machines = 1, tenants }: Ground): Topology => ({
  zones: ["a", "b", "c"].map((name) => ({
    name,
    machines,
    clients: tenants === undefined ? 2 : 0,
  })),
  ...region,
});

function loadOf({ perSecond, load = {}, quiet = 0 }: Ground) {
  const rates = [
    { from: seconds(0), perSecond: 0 },
    { from: seconds(quiet), perSecond },
  ];
  return openLoop({
    arrivals: poisson({ perSecond, ...(quiet > 0 ? { rates } : {}) }),
    ...(load.mix === undefined ? { writes: 0 } : {}),
    reads: "strong",
    keys: uniformKeys({ keys: 50 }),
    table: "orders",
    retries: false,
    ...load,
  });
}
