/** Where mistakes of global tables and of time to live show. */

import { regionsConverge } from "../../properties/finals/regions-converge.ts";
import { poisson } from "../../sim/client/arrivals.ts";
import type { AttributeChoice } from "../../sim/client/attributes.ts";
import { uniformKeys } from "../../sim/client/keys.ts";
import { type Load, openLoop } from "../../sim/client/workload.ts";
import { clockOffset } from "../../sim/faults/clock-offset.ts";
import { crash } from "../../sim/faults/crash.ts";
import { cut } from "../../sim/faults/cut.ts";
import { slowDisk } from "../../sim/faults/slow-disk.ts";
import { type Duration, ms, seconds } from "../../sim/kernel/time.ts";
import type { globalTableBugs } from "../../sim/systems/dynamodb/global-tables/bugs.ts";
import { apart, region } from "../../sim/systems/dynamodb/hardware.ts";
import type { expiryBugs } from "../../sim/systems/dynamodb/time-to-live/bugs.ts";
import type { Tenant } from "../scenario.ts";
import type { Ground } from "./fleet-grounds.ts";

const regions = { us: ["us-a", "us-b", "us-c"], eu: ["eu-a", "eu-b", "eu-c"] } as const;

/** The same load in both Regions, each to its own table. */
const bothAsk = (perSecond: number, load: Pick<Load, "mix" | "keys">): readonly Tenant[] =>
  Object.entries(regions).map(([name, zones]) => ({
    name,
    workload: openLoop({
      ...load,
      arrivals: poisson({ perSecond }),
      table: `${name}:orders`,
      retries: false,
    }),
    zones: Object.fromEntries(zones.map((zone) => [zone, 1])),
  }));

const twoRegions: Ground = {
  capacity: { mode: "on-demand" },
  table: { stream: { view: "new-and-old-images" }, regions: ["us", "eu"] },
  topology: {
    zones: Object.values(regions)
      .flat()
      .map((name) => ({ name, machines: 1 })),
    ...region,
    pairs: apart(regions),
  },
  tenants: bothAsk(50, {
    mix: { put: 0.6, delete: 0.4 },
    keys: uniformKeys({ keys: 40 }),
  }),
  perSecond: 0,
  lasts: 6,
  judged: [regionsConverge],
};

const globalGrounds: Readonly<Record<keyof typeof globalTableBugs, Ground>> = {
  "last-arrival-wins": twoRegions,
  "deleted-item-forgets-its-stamp": twoRegions,
  "stamped-without-a-change": twoRegions,
  "stamp-by-the-clock-alone": {
    ...twoRegions,
    // One Region's clocks are a second behind: what it writes over the other's looks older.
    faults: regions.eu.map((zone) =>
      clockOffset({
        machine: `storage-${zone}-1`,
        by: ms(-1_000) as Duration,
        from: seconds(0.1),
        until: seconds(30),
      }),
    ),
  },
  "replication-noted-when-sent": {
    ...twoRegions,
    // Many items, so that what is lost is not written again; nothing arrives when both die.
    tenants: bothAsk(80, { mix: { put: 1 }, keys: uniformKeys({ keys: 2_000 }) }),
    faults: [
      cut({ groups: [regions.us, regions.eu], from: seconds(2), until: seconds(4) }),
      ...["us-eu", "eu-us"].map((course) =>
        crash({
          machine: `replicator-orders-${course}`,
          from: seconds(3),
          until: ms(3_200),
        }),
      ),
    ],
  },
};

const until = (from: number, below: number): readonly AttributeChoice[] => [
  { name: "until", values: { kind: "instants", from, below } },
];

/** Few items that expire soon, and are written again all the time. */
const expiring: Ground = {
  capacity: { mode: "on-demand" },
  table: { expiry: { attribute: "until" } },
  system: { expiryDelayMost: ms(20), expiryInterval: ms(20) },
  perSecond: 600,
  load: { mix: { put: 1 }, keys: uniformKeys({ keys: 8 }), attributes: until(0, 4) },
  lasts: 6,
};

const expiryGrounds: Readonly<Record<keyof typeof expiryBugs, Ground>> = {
  "renewed-item-removed": expiring,
  "expired-item-removed-twice": {
    ...expiring,
    // A removal takes longer to be committed than it is until the next look.
    system: { expiryDelayMost: ms(20), expiryInterval: ms(2) },
    perSecond: 40,
    faults: ["a", "b", "c"].map((zone) =>
      slowDisk({
        machine: `storage-${zone}-1`,
        factor: 50,
        from: seconds(1),
        until: seconds(6),
      }),
    ),
  },
  "long-past-taken-for-expired": {
    ...expiring,
    load: { ...expiring.load, attributes: until(-200_000_000, -199_999_990) },
  },
};

export const worldGrounds: Readonly<
  Record<keyof typeof globalTableBugs | keyof typeof expiryBugs, Ground>
> = { ...globalGrounds, ...expiryGrounds };
