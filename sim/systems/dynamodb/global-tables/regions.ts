/**
 * Regions of a plan, and the tables in them. A zone called "us-a" is one of the Region "us". A table
 * of several Regions is a table in each of them, by a name of its own: "us:orders".
 */

import type { Zone } from "../../../kernel/system.ts";
import type { TableSpec } from "../tables.ts";

/** Where a table of this deployment is one of several that replicate one another. */
export interface RegionalReplica {
  readonly region: string;
  /** The global table's name. */
  readonly of: string;
  /** All of its Regions, this one among them. */
  readonly regions: readonly string[];
}

/** Zones that make one deployment; without a name, they are not one Region among several. */
export interface RegionZones {
  readonly name: string | undefined;
  readonly zones: readonly Zone[];
}

export const regionalTable = (region: string, table: string): string => `${region}:${table}`;

/** Tables of indexes among them. */
export const isIn = (region: string, table: string): boolean => table.startsWith(`${region}:`);

/**
 * Tables of several Regions, each as one in every Region. Throws a RangeError for those that could
 * not be replicated.
 */
export function withReplicas(tables: readonly TableSpec[]): readonly TableSpec[] {
  const several = tables.filter(({ regions }) => regions !== undefined);
  if (several.length === 0) return tables;
  const alone = tables.find(({ regions }) => regions === undefined);
  if (alone !== undefined) {
    throw new RangeError(`expected Regions for table ${alone.name}, as others have them, got none`);
  }
  return tables.flatMap((table) => replicasOf(table, table.regions ?? []));
}

function replicasOf(table: TableSpec, regions: readonly string[]): TableSpec[] {
  const { name, tenant = name, stream } = table;
  if (regions.length < 2 || new Set(regions).size < regions.length) {
    throw new RangeError(
      `expected two Regions or more for ${name}, each once, got ${regions.join(", ") || "none"}`,
    );
  }
  if (stream?.view !== "new-and-old-images") {
    throw new RangeError(
      `expected a stream of new and old images for ${name}, which is replicated by it, got ${stream?.view ?? "none"}`,
    );
  }
  return regions.map((region) => ({
    ...table,
    name: regionalTable(region, name),
    tenant: regionalTable(region, tenant),
    replica: { region, of: name, regions },
  }));
}

/** Throws a RangeError for a zone without a Region, and for Regions that have no zones. */
export function regionsOf(
  zones: readonly Zone[],
  tables: readonly TableSpec[],
): readonly RegionZones[] {
  const wanted = new Set(tables.flatMap(({ replica }) => replica?.regions ?? []));
  if (wanted.size === 0) return [{ name: undefined, zones }];
  const found = new Map<string, Zone[]>();
  for (const zone of zones) {
    const region = regionOf(zone.name);
    found.set(region, [...(found.get(region) ?? []), zone]);
  }
  for (const region of wanted) {
    if (found.has(region)) continue;
    const known = [...found.keys()].join(", ");
    throw new RangeError(`expected Regions of the plan, which has ${known}, got "${region}"`);
  }
  return [...found].map(([name, own]) => ({ name, zones: own }));
}

/** The Region that a zone's name begins with. */
export function regionOf(zone: string): string {
  const end = zone.indexOf("-");
  if (end > 0) return zone.slice(0, end);
  throw new RangeError(`expected zones called "<Region>-<zone>", got "${zone}"`);
}
