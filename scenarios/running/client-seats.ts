/** The clients of a run, one after the other: those of the topology first, then each tenant's. */

import { type OpenArrivals, withRates } from "../../sim/client/arrivals.ts";
import { client } from "../../sim/client/client.ts";
import type { ClientSetup } from "../../sim/client/client-state.ts";
import type { ClientSettings } from "../../sim/client/settings.ts";
import { isRecorded, type Workload } from "../../sim/client/workload.ts";
import type { Address } from "../../sim/kernel/role.ts";
import type { Deployment, Zone } from "../../sim/kernel/system.ts";
import type { Duration } from "../../sim/kernel/time.ts";
import { type MachineSpec, type Placement, place } from "../../sim/kernel/topology.ts";
import type { Tenant } from "../scenario.ts";
import type { Phases } from "./assemble.ts";
import { auditKeys } from "./audit-keys.ts";

/** Clients that share a load. */
export interface Party {
  /** Undefined: the clients of the topology. */
  readonly tenant: string | undefined;
  readonly workload: Workload;
  readonly settings: ClientSettings;
  readonly from: Duration;
  readonly until: Duration;
  readonly seats: readonly Seat[];
}

interface Seat {
  readonly zone: string;
  readonly machine: string;
  readonly address: Address;
}

interface Asking {
  readonly zones: readonly Zone[];
  readonly workload: Workload | undefined;
  readonly tenants: readonly Tenant[];
  /** Of everybody who says nothing else. */
  readonly settings: ClientSettings;
  readonly loadEnds: Duration;
}

/** Throws a RangeError, whose message is a sentence, where somebody has clients but no load. */
export function partiesOf({ zones, workload, tenants, settings, loadEnds }: Asking): Party[] {
  const own = seatsOf(undefined, zones, (zone) => zone.clients ?? 0);
  if (own.length > 0 && workload === undefined) {
    throw new RangeError(
      `expected a workload for the ${own.length} clients of the zones, got none`,
    );
  }
  refuseDoubles(tenants);
  const whole = { from: 0 as Duration, until: loadEnds };
  return [
    ...(workload === undefined
      ? []
      : [{ ...whole, tenant: undefined, workload, settings, seats: own }]),
    ...tenants.map((tenant) => partyOf(tenant, zones, settings, loadEnds)),
  ];
}

function refuseDoubles(tenants: readonly Tenant[]): void {
  const names = new Set<string>();
  for (const { name } of tenants) {
    if (names.has(name))
      throw new RangeError(`expected tenants of different names, got ${name} twice`);
    names.add(name);
  }
}

function partyOf(
  tenant: Tenant,
  zones: readonly Zone[],
  settings: ClientSettings,
  loadEnds: Duration,
): Party {
  const { name, workload, client: own, rates, from = 0 as Duration, until = loadEnds } = tenant;
  const unknown = Object.keys(tenant.zones).find(
    (zone) => !zones.some((each) => each.name === zone),
  );
  if (unknown !== undefined) {
    throw new RangeError(`tenant ${name} has clients in zone ${unknown}, which there is not`);
  }
  if (!(from < until)) throw new RangeError(`tenant ${name} ends at ${until} µs, before it begins`);
  return {
    tenant: name,
    workload: rates === undefined ? workload : withSteps(name, workload, rates),
    settings: { ...settings, ...own },
    from,
    until: Math.min(until, loadEnds) as Duration,
    seats: seatsOf(name, zones, (zone) => tenant.zones[zone.name] ?? 0),
  };
}

function withSteps(name: string, workload: Workload, rates: Tenant["rates"]): Workload {
  if (isRecorded(workload) || workload.arrivals.kind !== "open") {
    throw new RangeError(`tenant ${name} has steps of a rate, but no open arrivals`);
  }
  return { ...workload, arrivals: withRates(workload.arrivals as OpenArrivals, rates) };
}

function seatsOf(
  tenant: string | undefined,
  zones: readonly Zone[],
  count: (zone: Zone) => number,
): Seat[] {
  const who = tenant === undefined ? "" : `${tenant}-`;
  return zones.flatMap((zone) =>
    Array.from({ length: count(zone) }, (_, index) => ({
      zone: zone.name,
      machine: `clients-${who}${zone.name}`,
      address: `client-${who}${zone.name}-${index + 1}` as Address,
    })),
  );
}

/** A machine for the clients of each party in each zone. */
export function machinesOf(parties: readonly Party[]): MachineSpec[] {
  const machines = new Map<string, MachineSpec>();
  for (const { machine, zone } of parties.flatMap(({ seats }) => seats)) {
    machines.set(machine, { name: machine, zone });
  }
  return [...machines.values()];
}

export function clientPlacements(
  parties: readonly Party[],
  { entry }: Deployment,
  { auditAt }: Phases,
): Placement[] {
  const clients = parties.reduce((sum, { seats }) => sum + seats.length, 0);
  let index = 0;
  return parties.flatMap(({ tenant, workload, settings, from, until, seats }) => {
    const keys = auditKeys(workload, parties.length);
    return seats.map(({ zone, machine, address }, peer) => {
      const setup: ClientSetup = {
        index,
        clients,
        peer,
        peers: seats.length,
        ...(tenant === undefined ? {} : { tenant }),
        entry: entry[zone]!,
        workload,
        settings,
        loadBegins: from,
        loadEnds: until,
        auditAt,
        auditKeys: keys.filter((_, position) => position % seats.length === peer),
      };
      index += 1;
      return place({ address, machine, role: client, setup });
    });
  });
}
