/**
 * What the groups here have left to their nodes: leaders, which followers' nodes renew their lease;
 * followers, whose beats stand for their leader. At the beginning of a run all groups have; only
 * what differs from that is kept, so that an idle group costs nothing.
 */

import type { Address } from "../../../kernel/role.ts";
import { after, type Duration, type LocalTime } from "../../../kernel/time.ts";
import { majority } from "../../../parts/quorum.ts";
import type { Covered, Follow, Uncover, Unfollow } from "../messages/nodes.ts";
import type { NodeLease, Route } from "../messages/path.ts";
import { doorOf } from "../tables.ts";
import { type Cover, type NodeEffects, type NodeState, peerOf } from "./node-state.ts";
import { placeOf, replicaHere } from "./places.ts";

/** The lease that this node holds for the group's leader here; undefined: none. */
export function leaseFor(state: NodeState, partition: string): NodeLease | undefined {
  const cover = coverOf(state, partition);
  if (cover === undefined) return undefined;
  const granted: LocalTime[] = [];
  for (const [node, since] of cover.since) {
    const asked = state.peers.get(node)?.granted;
    if (asked !== undefined && asked >= since) granted.push(asked);
  }
  const needed = majority(cover.peers.length + 1) - 1;
  const asked = nthLatest(granted, needed);
  if (asked === undefined) return undefined;
  const { leaderLease, clockBound } = state.setup.config;
  return { ballot: cover.ballot, end: after(asked, (leaderLease - clockBound) as Duration) };
}

/** The first of them is the latest; undefined: there are fewer. Mostly there are two. */
function nthLatest(times: readonly LocalTime[], count: number): LocalTime | undefined {
  if (times.length < count) return undefined;
  if (count === 1) return Math.max(...times) as LocalTime;
  return times.toSorted((left, right) => right - left)[count - 1];
}

function coverOf(state: NodeState, partition: string): Cover | undefined {
  const changed = state.covers.get(partition);
  if (changed !== undefined || state.covers.has(partition)) return changed;
  return state.life === 0 ? coverAtFirst(state, partition) : undefined;
}

/** The group's first leader leads by its first ballot, and all its followers are covered. */
function coverAtFirst(state: NodeState, partition: string): Cover | undefined {
  const { leads } = placeOf(state, partition);
  if (leads === undefined) return undefined;
  const { ballot, followers } = leads;
  const since = new Map<Address, LocalTime>();
  for (const peer of followers) since.set(peer, Number.MIN_SAFE_INTEGER as LocalTime);
  return { ballot, peers: followers, since };
}

/** A cover that may be changed. */
function ownCover(state: NodeState, partition: string): Cover | undefined {
  const cover = coverOf(state, partition);
  if (cover !== undefined && !state.covers.has(partition)) state.covers.set(partition, cover);
  return cover;
}

export function onCovered(
  state: NodeState,
  { partition, ballot, by, peers }: Covered,
  at: LocalTime,
): void {
  const known = ownCover(state, partition);
  const since = new Map<Address, LocalTime>();
  if (known?.ballot === ballot) {
    for (const [node, from] of known.since) if (peers.includes(node)) since.set(node, from);
  }
  // A grant asked for earlier was given without this group.
  if (!since.has(by)) since.set(by, at);
  state.covers.set(partition, { ballot, peers, since });
  peerOf(state, by, at);
}

export function onUncover(state: NodeState, { partition }: Uncover): void {
  state.covers.set(partition, undefined);
}

/** The node `by` no longer grants for this group: its leader must look after that follower. */
export function loseCover(
  state: NodeState,
  partition: string,
  by: Address,
  effects: NodeEffects,
): void {
  if (ownCover(state, partition)?.since.delete(by) !== true) return;
  effects.send(replicaHere(state, partition), { kind: "uncovered", by });
}

/** The node `by` grants nothing any more: it is silent, or has been started again. */
export function forgetFollower(state: NodeState, by: Address, effects: NodeEffects): void {
  const peer = state.peers.get(by);
  if (peer !== undefined) peer.granted = undefined;
  for (const partition of coveredFrom(state)) loseCover(state, partition, by, effects);
}

/** All groups covered here, in a fixed order. */
function coveredFrom(state: NodeState): string[] {
  const found = [...state.covers.keys()];
  if (state.life > 0) return found;
  for (const route of state.setup.routes.values()) {
    const here = route.leader === replicaHere(state, route.id);
    if (here && !state.covers.has(route.id)) found.push(route.id);
  }
  return found;
}

export function onFollow(state: NodeState, { partition, leader }: Follow, at: LocalTime): void {
  state.follows.set(partition, leader);
  peerOf(state, leader, at).takenBack.delete(partition);
}

export function onUnfollow(state: NodeState, { partition }: Unfollow, at: LocalTime): void {
  const leader = followed(state, partition);
  state.follows.set(partition, undefined);
  if (leader === undefined) return;
  const peer = peerOf(state, leader, at);
  peer.takenBack.set(partition, peer.replies + 1);
}

/** Node of the leader that the replica here follows by beats. */
function followed(state: NodeState, partition: string): Address | undefined {
  if (state.follows.has(partition)) return state.follows.get(partition);
  const route = state.setup.routes.get(partition);
  return state.life === 0 && route !== undefined ? followedAtFirst(state, route) : undefined;
}

function followedAtFirst(state: NodeState, { id, members, leader }: Route): Address | undefined {
  const self = replicaHere(state, id);
  return leader === undefined || leader === self || !members.includes(self)
    ? undefined
    : doorOf(leader);
}

/** No sign of life: every group that is led from there must see for itself. */
export function giveUpLeader(
  state: NodeState,
  leader: Address,
  { heard, until }: { readonly heard: LocalTime; readonly until: LocalTime },
  effects: NodeEffects,
): void {
  const peer = peerOf(state, leader, heard);
  const partitions = new Set([...state.follows.keys()]);
  if (state.life === 0) for (const id of state.setup.routes.keys()) partitions.add(id);
  for (const partition of partitions) {
    if (followed(state, partition) !== leader) continue;
    state.follows.set(partition, undefined);
    peer.takenBack.set(partition, peer.replies + 1);
    effects.send(replicaHere(state, partition), { kind: "leader-node-silent", heard, until });
  }
}
