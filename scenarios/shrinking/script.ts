/** A run written down: who asks what and when, and which hardships there are, one by one. */

import type { Call } from "../../sim/client/call.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import type { Zone } from "../../sim/kernel/system.ts";
import type { Duration } from "../../sim/kernel/time.ts";

/** Plain data: what a shrunk scenario's file holds. */
export interface Script {
  /** With their machines and the clients of the topology. */
  readonly zones: readonly Zone[];
  readonly tenants: readonly ScriptTenant[];
  /** In the order of their times. */
  readonly operations: readonly ScriptOperation[];
  readonly faults: readonly FaultSpec[];
  /** Of the load; then all faults end. */
  readonly length: Duration;
  /** Rest before the audit. */
  readonly settle: Duration;
}

export interface ScriptTenant {
  readonly name: string;
  /** How many clients it has in each zone. */
  readonly zones: Readonly<Record<string, number>>;
}

export interface ScriptOperation extends Seat {
  /** By the client's own clock, µs since the start of the run. */
  readonly at: number;
  readonly call: Call;
}

/** A client, by its place. */
export interface Seat {
  /** Absent: a client of the topology. */
  readonly tenant?: string;
  readonly zone: string;
  /** From 1, among those of its zone. */
  readonly seat: number;
}

/** "client-b-3", or "client-reader-b-3" of a tenant: the role's address. */
export const seatName = ({ tenant, zone, seat }: Seat): string =>
  `client-${tenant === undefined ? "" : `${tenant}-`}${zone}-${seat}`;

/** Who is who among those that share a load: "client-b-3" to its place among its peers. */
export function peersOf(script: Pick<Script, "zones" | "tenants">, tenant: string | undefined) {
  const own = script.tenants.find(({ name }) => name === tenant);
  const seats = script.zones.flatMap(({ name: zone, clients = 0 }) =>
    Array.from({ length: own === undefined ? clients : (own.zones[zone] ?? 0) }, (_, index) =>
      seatName({ ...(tenant === undefined ? {} : { tenant }), zone, seat: index + 1 }),
    ),
  );
  return new Map(seats.map((name, peer) => [name, peer]));
}
