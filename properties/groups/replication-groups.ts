/** The replication groups of any system of replicas, by partition; one where it has no partitions. */

import type { DiskRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import type { RoleView, World } from "../property.ts";

export type ReplicaView = RoleView<ReplicaState, DiskRecord>;

export interface ReplicationGroup {
  readonly partition: string;
  /** As the replica that has committed most of it has it; the first of several. */
  readonly members: readonly string[];
  readonly logMembers: readonly string[];
  /** Members that are running. */
  readonly views: readonly ReplicaView[];
  /** Nothing has ever been written to it: members that nobody asked need not have started. */
  readonly idle: boolean;
}

/** Groups of which a replica is running, in the order in which they came. */
export function replicationGroups(world: World): readonly ReplicationGroup[] {
  const found = new Map<string, ReplicaView[]>();
  for (const view of world.playing(replica)) {
    const partition = view.state.setup.partition ?? "";
    const known = found.get(partition);
    if (known === undefined) found.set(partition, [view]);
    else known.push(view);
  }
  return [...found].map(([partition, views]) => groupOf(partition, views));
}

function groupOf(partition: string, views: readonly ReplicaView[]): ReplicationGroup {
  let best = views[0]!;
  for (const view of views) if (view.state.committed > best.state.committed) best = view;
  const { members, logMembers, committed } = best.state;
  const belonging = views.filter(({ address }) => members.includes(address));
  return { partition, members, logMembers, views: belonging, idle: committed === 0 };
}
