/**
 * Where each deliberate mistake that takes a fleet shows, as in `grounds.ts`. Mistakes of admission
 * control have theirs here, those of other rooms in files of their own.
 */

import type { Property } from "../../properties/property.ts";
import { poisson } from "../../sim/client/arrivals.ts";
import { uniformKeys } from "../../sim/client/keys.ts";
import { type Load, openLoop } from "../../sim/client/workload.ts";
import { crash } from "../../sim/faults/crash.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import type { AdmissionBug } from "../../sim/systems/dynamodb/admission/bugs.ts";
import type { FleetBug } from "../../sim/systems/dynamodb/bugs.ts";
import { type FleetOptions, fleet } from "../../sim/systems/dynamodb/fleet.ts";
import { region } from "../../sim/systems/dynamodb/hardware.ts";
import type { Capacity, TableSpec } from "../../sim/systems/dynamodb/tables.ts";
import { holds, type Scenario, scenario, type Tenant } from "../scenario.ts";
import { delegationGrounds } from "./delegation-grounds.ts";
import { healingGrounds } from "./healing-grounds.ts";
import { pathGrounds } from "./path-grounds.ts";
import { splitGrounds } from "./split-grounds.ts";

export interface Ground {
  readonly capacity: Capacity;
  /** What the table is beside that. */
  readonly table?: Partial<TableSpec>;
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
    topology: {
      zones: ["a", "b", "c"].map((name) => ({
        name,
        machines: ground.machines ?? 1,
        clients: tenants === undefined ? 2 : 0,
      })),
      ...region,
    },
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
