/** What all of a deployment is made from, and how things are called in it. */

import type { Address } from "../../../kernel/role.ts";
import type { Duration } from "../../../kernel/time.ts";
import type { Config } from "../config.ts";
import type { TableChange } from "../control-plane/table-changes.ts";
import { type Derived, derivedOf } from "../derived.ts";
import type { ConsumerSpec } from "../streams/consumer/spec.ts";
import type { TableSpec } from "../tables.ts";

/** Who sees to transactions over several items. */
export interface Transacting {
  readonly coordinatorsPerZone: number;
  /** Partitions of the ledger at the start. */
  readonly ledgerPartitions: number;
}

export interface Size {
  /** Of several; absent: there is one, without a name. */
  readonly region?: string;
  readonly config: Config;
  /** Those of global indexes among them. */
  readonly tables: readonly TableSpec[];
  readonly routersPerZone: number;
  readonly coldRouters: boolean;
  /** Absent: the fleet has no transactions. */
  readonly transactions?: Transacting;
  readonly updates: readonly { readonly node: string; readonly at: Duration }[];
  readonly changes: readonly TableChange[];
  readonly consumers: readonly ConsumerSpec[];
}

export const addressOf = (kind: string, zone: string): Address => `${kind}-${zone}` as Address;
export const controlAddress = ({ region }: Size): Address => ofRegion("control-plane", region);
export const archiveAddress = ({ region }: Size): Address => ofRegion("archive", region);

/** What there is one of in a Region: "control", or "control-us" where there are several. */
export const ofRegion = (name: string, region: string | undefined): Address =>
  (region === undefined ? name : `${name}-${region}`) as Address;

export const routerName = (zone: string, number: number): Address =>
  `router-${zone}-${number}` as Address;

/** 1, 2 ... `count`. */
export const upTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1);

export const specsOf = (tables: readonly TableSpec[]): ReadonlyMap<string, TableSpec> =>
  new Map(tables.map((table) => [table.name, table]));

/** Routers of a zone, and behind them those of the others. */
export function routersFrom(
  zone: string,
  zones: readonly { readonly name: string }[],
  { routersPerZone }: Size,
): { readonly near: readonly Address[]; readonly far: readonly Address[] } {
  const routersOf = (name: string): Address[] =>
    upTo(routersPerZone).map((number) => routerName(name, number));
  const far = zones.filter(({ name }) => name !== zone).flatMap(({ name }) => routersOf(name));
  return { near: routersOf(zone), far };
}

/** Servers of streams, one in each zone; none where no table has a stream. */
export const streamServers = (
  zones: readonly { readonly name: string }[],
  { tables }: Size,
): readonly Address[] =>
  tables.some(({ stream }) => stream !== undefined)
    ? zones.map(({ name }) => addressOf("streams", name))
    : [];

/** What follows the logs of tables, as replicas of one zone are told; tables without are left out. */
export function derivedIn(
  zone: string,
  zones: readonly { readonly name: string }[],
  size: Size,
): ReadonlyMap<string, Derived> {
  const { near, far } = routersFrom(zone, zones, size);
  const helpers = { routers: [...near, ...far], streams: streamServers(zones, size) };
  const found = new Map<string, Derived>();
  for (const table of size.tables) {
    const derived = derivedOf(table, helpers);
    if (derived !== undefined) found.set(table.name, derived);
  }
  return found;
}
