/**
 * A partition splits in two where it is told to (ATC '22, §4.4). The split is a record of the log:
 * each member cuts its B-tree at the same position, and starts the child's replica beside its own,
 * on the same storage node. Nothing is copied.
 *
 * The paper does not describe the cut-over. Ours: the leader stops serving the keys that go when it
 * logs the order, so that a leader whose lease outlives its leadership does not serve them beside
 * the child. The child's first leader, on the same node, stands after `splitPause`, when the other
 * members have cut too, and serves when it is elected: a pause of a few milliseconds more.
 *
 * A member applies the record before its disk knows that it has: after a crash it may do so again.
 * Hosting what is there already changes nothing, as making a directory that exists. A member that
 * never applies it, because a full copy took it past the record, hosts the child with an empty disk:
 * a replica that has lost everything, and recovers as such.
 */

import { InvariantViolation } from "../../../kernel/assert.ts";
import type { Address } from "../../../kernel/role.ts";
import { type Ballot, noBallot } from "../../../parts/ballot.ts";
import { type KeyRange, splitAt } from "../../../parts/key-range.ts";
import { entriesOf, splitOff } from "../../../parts/ordered-map.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { ChildGroup, DiskRecord, GroupState, Item, Order } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { doorOf, replicaOn } from "../tables.ts";
import { announceRoute, tellNode } from "./announce.ts";
import { sumOf } from "./checksum.ts";
import { committedMembership } from "./membership.ts";
import type { ReplicaSetup } from "./setup.ts";
import { buggy, memberOf, type ReplicaState } from "./state.ts";

export type Split = Extract<Order, { kind: "split" }>;

/** The order is committed: the right part goes to the child. */
export function applySplit(
  state: ReplicaState,
  lsn: Lsn,
  order: Split,
  ballot: Ballot,
  effects: ReplicaEffects,
): void {
  if (buggy(state, "split-without-committing") && state.range.to === order.at) return;
  const [left, right] = splitAt(state.range, order.at);
  if (!buggy(state, "parent-serves-moved-keys")) state.range = left;
  state.leaving = undefined;
  state.ballast -= order.ballast;
  state.routeVersion = lsn;
  const child = childOf(state, order.child, right);
  state.children = [...(state.children ?? []), child];
  const items = childItems(state, order.at);
  if (state.upkeep !== undefined) state.upkeep.sum = sumOf(state.items);
  effects.mark("split-applied");
  const { members } = child;
  const membership = { lsn, members, roster: members };
  // What the parent has not passed on of what leaves, it will; the child passes on its own.
  const followers = state.setup.derived?.followers ?? [];
  const followed = [
    ...followers.map((name) => [name, lsn] as const),
    // What of an index's creation is over is over for the child.
    ...[...state.followed].filter(([name]) => !followers.includes(name)),
  ];
  const group: GroupState = {
    membership,
    range: right,
    ballast: order.ballast,
    ...(followed.length === 0 ? {} : { followed }),
    ...(state.deleteStamp === undefined ? {} : { deleteStamp: state.deleteStamp }),
  };
  const disk: readonly DiskRecord[] = [
    { kind: "formatted" },
    { kind: "checkpoint", promised: noBallot, items, upTo: lsn, records: [], group },
  ];
  const parentLeader = memberOf(state, ballot);
  const firstLeader = parentLeader && replicaOn(order.child, doorOf(parentLeader));
  hostChild(state, child, firstLeader, disk, effects);
  announceRoute(state, effects);
  announceChild(state, child, lsn, firstLeader, effects);
}

/** Which transactions they wait for goes with them (ATC '23, §3.3). */
function childItems(state: ReplicaState, at: string): readonly (readonly [string, Item])[] {
  const items = entriesOf(splitOff(state.items, at));
  state.locals = undefined;
  if (!buggy(state, "split-forgets-transactions")) return items;
  return items.map(([key, { extras, ...item }]) => {
    const { transaction: _forgotten, ...others } = extras ?? {};
    return [key, { ...item, extras: others }] as const;
  });
}

/** The child's members are on the nodes of the parent's. */
function childOf(state: ReplicaState, partition: string, range: KeyRange): ChildGroup {
  const { members } = committedMembership(state);
  const born = state.routeVersion;
  return {
    partition,
    range,
    members: members.map((one) => replicaOn(partition, doorOf(one))),
    born,
  };
}

function hostChild(
  state: ReplicaState,
  { partition, range, members, born }: ChildGroup,
  firstLeader: Address | undefined,
  disk: readonly DiskRecord[],
  effects: ReplicaEffects,
): void {
  const { config, node, table } = state.setup;
  if (node === undefined) throw new InvariantViolation(`${state.self} splits without a node`);
  // One that is being built replays a split at which it did not belong to the group.
  if (!members.includes(replicaOn(partition, node))) return;
  const { control, archive, derived, transactions } = state.setup;
  const setup: ReplicaSetup = {
    members,
    config,
    firstLeader,
    node,
    ...(table === undefined ? {} : { table }),
    partition,
    range,
    born,
    ...(control === undefined ? {} : { control }),
    ...(archive === undefined ? {} : { archive }),
    ...(derived === undefined ? {} : { derived }),
    ...(transactions === undefined ? {} : { transactions }),
    standsAfter: config.splitPause,
  };
  effects.host({ address: replicaOn(partition, node), role: "replica", setup, disk });
}

/** Until the child's leader speaks for itself: where it will be. */
function announceChild(
  state: ReplicaState,
  { partition: id, range, members }: ChildGroup,
  version: Lsn,
  leader: Address | undefined,
  effects: ReplicaEffects,
): void {
  const { table = "" } = state.setup;
  tellNode(state, { table, id, range, version, members, leader }, effects);
}

/** A full copy goes past splits that this member has not made: it hosts what they made. */
export function hostMissed(
  state: ReplicaState,
  { children = [] }: GroupState,
  effects: ReplicaEffects,
): void {
  const { node } = state.setup;
  if (node === undefined || buggy(state, "copy-goes-past-a-split")) return;
  const known = new Set(state.children?.map((child) => child.partition));
  for (const child of children) {
    if (known.has(child.partition) || !child.members.includes(replicaOn(child.partition, node))) {
      continue;
    }
    effects.mark("split-caught-up");
    hostChild(state, child, undefined, [], effects);
  }
}
