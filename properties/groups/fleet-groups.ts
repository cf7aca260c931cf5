/** The replication groups of a fleet, as their replicas and storage nodes have them. */

import type { Address } from "../../sim/kernel/role.ts";
import type { KeyRange } from "../../sim/parts/key-range.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import {
  isLeading,
  type ReplicaState,
} from "../../sim/systems/dynamodb/replication-group/state.ts";
import { storageNode } from "../../sim/systems/dynamodb/storage-node/storage-node.ts";
import type { RoleView, World } from "../property.ts";

export interface FleetGroup {
  readonly table: string;
  readonly partition: string;
  readonly range: KeyRange;
  readonly members: readonly Address[];
  /** Who leads it; undefined: nobody, or it has been idle since the run began. */
  readonly leader: RoleView<ReplicaState, unknown> | undefined;
  /** No replica of it was ever asked anything. */
  readonly idle: boolean;
}

/** Every group, in a fixed order: as its leader has it, or as the run began with it. */
export function fleetGroups(world: World): readonly FleetGroup[] {
  const groups = new Map<string, FleetGroup>();
  const maps = new Set(world.playing(storageNode).map(({ state }) => state.setup.routes));
  for (const routes of maps) {
    for (const { id, table, range, members } of routes.values()) {
      groups.set(id, { table, partition: id, range, members, leader: undefined, idle: true });
    }
  }
  for (const view of world.playing(replica)) {
    const { setup, range, members, promised } = view.state;
    const { partition = "", table = "" } = setup;
    const known = groups.get(partition);
    const leads = isLeading(view.state) && promised > (known?.leader?.state.promised ?? -1);
    if (leads)
      groups.set(partition, { table, partition, range, members, leader: view, idle: false });
    else if (known?.leader === undefined) {
      groups.set(partition, { table, partition, range, members, leader: undefined, idle: false });
    }
  }
  return [...groups.values()];
}
