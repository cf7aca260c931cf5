/** Where everything is when a run begins: storage nodes, and the partitions spread over them. */

import type { Address } from "../../kernel/role.ts";
import type { Zone } from "../../kernel/system.ts";
import { ballotOf } from "../../parts/ballot.ts";
import { evenRanges } from "../../parts/key-range.ts";
import type { Route } from "./messages/path.ts";
import type { DiskRecord } from "./messages/records.ts";
import { replicaOn, type TableSpec } from "./tables.ts";

export interface StorageNodeAt {
  readonly address: Address;
  readonly zone: string;
}

export interface Layout {
  readonly nodes: readonly StorageNodeAt[];
  /** Metadata servers, one in each zone. */
  readonly metadata: readonly Address[];
  /** Every partition of every table. */
  readonly routes: readonly Route[];
  /** By table: bytes of each of its partitions, as a number. */
  readonly ballast: ReadonlyMap<string, number>;
  /** What a replica's disk holds, by the place of its group's first leader among the members. */
  readonly disks: readonly (readonly DiskRecord[])[];
}

/** A group has a member in each of so many zones (ATC '22, §3). */
const replicas = 3;

/**
 * Spreads partitions evenly over nodes, and leaders evenly over zones. Throws a RangeError where
 * there are fewer than three zones with storage nodes.
 */
export function layOut(zones: readonly Zone[], tables: readonly TableSpec[]): Layout {
  const storage = zones.filter(({ machines }) => machines > 0);
  if (storage.length < replicas) {
    throw new RangeError(`expected storage nodes in three zones or more, got ${storage.length}`);
  }
  let placed = 0;
  const routes: Route[] = [];
  for (const { name, partitions = 1 } of tables) {
    for (const [index, range] of evenRanges(partitions).entries()) {
      const id = partitions === 1 ? name : `${name}-${String(index + 1).padStart(5, "0")}`;
      const members = membersOf(id, storage, placed);
      const leader = members[placed % replicas];
      routes.push({ table: name, id, range, version: 0, members, leader });
      placed += 1;
    }
  }
  return {
    nodes: storage.flatMap(({ name, machines }) =>
      Array.from({ length: machines }, (_, index) => ({
        address: nodeName(name, index),
        zone: name,
      })),
    ),
    metadata: zones.map(({ name }) => `metadata-${name}` as Address),
    routes,
    ballast: new Map(
      tables.map(({ name, bytes = 0, partitions = 1 }) => [name, Math.floor(bytes / partitions)]),
    ),
    disks: Array.from({ length: replicas }, (_, leader) => [
      { kind: "formatted" as const },
      { kind: "promise" as const, ballot: ballotOf(1, leader) },
    ]),
  };
}

export const nodeName = (zone: string, index: number): Address =>
  `storage-${zone}-${index + 1}` as Address;

/** One node of each of three zones; neighbours among partitions share as few nodes as can be. */
function membersOf(id: string, storage: readonly Zone[], placed: number): Address[] {
  return Array.from({ length: replicas }, (_, copy) => {
    const { name, machines } = storage[(placed + copy) % storage.length]!;
    const round = Math.floor(placed / (machines * storage.length));
    const turn = Math.floor(placed / storage.length) + copy * round;
    return replicaOn(id, nodeName(name, turn % machines));
  });
}
