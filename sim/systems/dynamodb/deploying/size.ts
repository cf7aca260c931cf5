/** What all of a deployment is made from, and how things are called in it. */

import type { Address } from "../../../kernel/role.ts";
import type { Duration } from "../../../kernel/time.ts";
import type { Config } from "../config.ts";
import { type Derived, derivedOf } from "../derived.ts";
import type { TableSpec } from "../tables.ts";

export interface Size {
  readonly config: Config;
  /** Those of global indexes among them. */
  readonly tables: readonly TableSpec[];
  readonly routersPerZone: number;
  readonly coldRouters: boolean;
  readonly updates: readonly { readonly node: string; readonly at: Duration }[];
}

export const addressOf = (kind: string, zone: string): Address => `${kind}-${zone}` as Address;
export const controlAddress = "control-plane" as Address;
export const archiveAddress = "archive" as Address;

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

/** What follows the logs of tables, as replicas of one zone are told; tables without are left out. */
export function derivedIn(
  zone: string,
  zones: readonly { readonly name: string }[],
  size: Size,
): ReadonlyMap<string, Derived> {
  const { near, far } = routersFrom(zone, zones, size);
  const helpers = { routers: [...near, ...far], streams: [] };
  const found = new Map<string, Derived>();
  for (const table of size.tables) {
    const derived = derivedOf(table, helpers);
    if (derived !== undefined) found.set(table.name, derived);
  }
  return found;
}
