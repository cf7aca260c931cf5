/**
 * Beats: one message between two storage nodes, at regular intervals, in place of the heartbeats
 * of all groups that one leads and the other follows (`replication-group/delegation.ts`). A reply
 * grants the lease to all of these groups, but for those it names.
 */

import type { Address } from "../../../kernel/role.ts";
import { after, between, type LocalTime } from "../../../kernel/time.ts";
import type { Beat, BeatReply } from "../messages/nodes.ts";
import { forgetFollower, giveUpLeader, loseCover } from "./covers.ts";
import { type NodeEffects, type NodeState, type Peer, peerOf } from "./node-state.ts";

/** Beats to all, and looks for nodes that have fallen silent. */
export function onBeatTimer(state: NodeState, at: LocalTime, effects: NodeEffects): void {
  const { heartbeat, detection, leaderLease } = state.setup.config;
  for (const [node, peer] of state.peers) {
    effects.send(node, { kind: "beat", asked: at, life: state.life, heard: peer.heard });
    if (!peer.deaf && between(peer.answered, at) > detection) {
      peer.deaf = true;
      forgetFollower(state, node, effects);
    }
    if (peer.silent || between(peer.beat, at) <= detection) continue;
    effects.mark("node-silent");
    peer.silent = true;
    const until = after(peer.beat, leaderLease);
    giveUpLeader(state, node, { heard: peer.beat, until }, effects);
  }
  effects.setTimer("beat", heartbeat, heartbeat);
}

/** Another node is alive, and asks for the lease of the groups that it leads. */
export function onBeat(
  state: NodeState,
  from: Address,
  { asked, life, heard }: Beat,
  at: LocalTime,
  effects: NodeEffects,
): void {
  const peer = peerOf(state, from, at);
  if (life < peer.beatLife) return;
  if (life > peer.beatLife) {
    // It has been started again: whoever led there does so no more.
    const until = after(peer.beat, state.setup.config.leaderLease);
    giveUpLeader(state, from, { heard: peer.beat, until }, effects);
    peer.beatLife = life;
  }
  for (const [partition, number] of peer.takenBack) {
    if (number <= heard) peer.takenBack.delete(partition);
  }
  peer.beat = at;
  peer.silent = false;
  peer.replies += 1;
  const takenBack = [...peer.takenBack.keys()];
  const number = peer.replies;
  effects.send(from, { kind: "beat-reply", asked, life: state.life, number, takenBack });
}

/** Another node has granted the lease asked for at `asked`, but for what it took back. */
export function onBeatReply(
  state: NodeState,
  from: Address,
  reply: BeatReply,
  at: LocalTime,
  effects: NodeEffects,
): void {
  const peer = peerOf(state, from, at);
  if (reply.life < peer.life) return;
  if (reply.life > peer.life) startAnew(state, from, peer, reply.life, effects);
  if (!state.setup.config.bugs.includes("beats-renew-what-was-taken-back")) {
    for (const partition of reply.takenBack) loseCover(state, partition, from, effects);
  }
  if (peer.granted === undefined || reply.asked > peer.granted) peer.granted = reply.asked;
  if (reply.number > peer.heard) peer.heard = reply.number;
  peer.answered = at;
  peer.deaf = false;
}

/** The other node has been started again, and has forgotten what its replicas agreed to. */
function startAnew(
  state: NodeState,
  from: Address,
  peer: Peer,
  life: number,
  effects: NodeEffects,
): void {
  peer.life = life;
  peer.heard = 0;
  forgetFollower(state, from, effects);
}
