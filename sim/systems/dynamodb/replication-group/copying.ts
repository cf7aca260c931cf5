/**
 * Full copies: for a follower whose lack reaches below the leader's log, and for a replica that
 * lost its disk.
 *
 * A lost disk is more than lost records: the replica no longer knows what it promised, and a vote
 * given twice elects two leaders. Until it knows again it takes no part. It asks every other member
 * what it has promised (all of them are needed: any majority that this replica once completed has
 * a member among them), and copies everything from the leader of the highest ballot, logged but
 * uncommitted records too, as it may once have acknowledged them. This is the recovery of
 * Viewstamped Replication (Liskov and Cowling 2012, §4.3); ATC '22 does not describe the case of a
 * replica that returns under its old name.
 */

import type { Address } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import { type Ballot, noBallot } from "../../../parts/ballot.ts";
import { entriesOf, fromEntries } from "../../../parts/ordered-map.ts";
import { append, emptyLog, type Lsn, recordsBetween } from "../../../parts/replicated-log.ts";
import type { AskCopy, Copy, RecoverAnswer } from "../messages/group.ts";
import type { ReplicaEffects } from "../messages.ts";
import { writeCheckpoint } from "./apply.ts";
import { armDetection } from "./arm-detection.ts";
import { sumOf } from "./checksum.ts";
import { followedByAll } from "./followed.ts";
import { adoptGroup, groupOf, noteLogged } from "./membership.ts";
import { hostMissed } from "./split-off.ts";
import { memberOf, type ReplicaState } from "./state.ts";

/** Asks the other members, again and again, until the copy is here. */
export function recover(state: ReplicaState, effects: ReplicaEffects): void {
  if (state.role !== "recovering") return;
  state.recovered = new Map();
  effects.mark("recovery-asked");
  for (const peer of state.peers) effects.send(peer, { kind: "recover" });
  const { recoveryRetry } = state.setup.config;
  effects.setTimer("recover", recoveryRetry, recoveryRetry);
}

export function onRecover(state: ReplicaState, from: Address, effects: ReplicaEffects): void {
  effects.send(from, { kind: "recover-answer", promised: state.promised });
}

export function onRecoverAnswer(
  state: ReplicaState,
  from: Address,
  { promised }: RecoverAnswer,
  effects: ReplicaEffects,
): void {
  if (state.role !== "recovering") return;
  state.recovered.set(from, promised);
  if (state.recovered.size < state.peers.length) return;
  const ballot = highestReported(state);
  const leader = memberOf(state, ballot);
  // No leader yet, or the last one was this replica itself: another must be elected first.
  if (leader === undefined || leader === state.self) return;
  effects.send(leader, { kind: "ask-copy", ballot });
}

const highestReported = (state: ReplicaState): Ballot =>
  Math.max(noBallot, ...state.recovered.values()) as Ballot;

/** Gives the copy, if this replica leads by that ballot and has committed in it. */
export function onAskCopy(
  state: ReplicaState,
  from: Address,
  { ballot }: AskCopy,
  effects: ReplicaEffects,
): void {
  const established = state.role === "leader" && state.committed >= state.ownFrom;
  if (!established || ballot !== state.promised) return;
  sendCopy(state, from, effects);
}

export function sendCopy(
  state: ReplicaState,
  to: Address,
  effects: ReplicaEffects,
  rebuild = false,
): void {
  const { promised: ballot, committed: upTo } = state;
  const items = state.logMembers.includes(to) ? [] : entriesOf(state.items);
  // What is still to be passed on to those who follow the log comes along.
  const from = Math.min(upTo, followedByAll(state) ?? upTo) + 1;
  const records = recordsBetween(state.log, Math.max(from, state.log.first), state.log.last);
  let bytes = 0;
  for (const [key, item] of items) bytes += key.length + item.bytes;
  for (const record of records) bytes += record.bytes;
  effects.mark("copy-sent");
  const group = groupOf(state);
  const copy = { kind: "copy", ballot, items, upTo, records, group } as const;
  effects.send(to, rebuild ? { ...copy, rebuild } : copy, bytes);
  const progress = state.progress.get(to);
  if (progress !== undefined) progress.next = (state.log.last + 1) as Lsn;
}

/** Takes the copy in place of everything here, writes it down, and takes part from then on. */
export function onCopy(
  state: ReplicaState,
  from: Address,
  copy: Copy,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const recovering = state.role === "recovering";
  if (recovering ? copy.ballot < highestReported(state) : copy.ballot !== state.promised) return;
  const newer = copy.rebuild === true ? copy.upTo >= state.committed : copy.upTo > state.committed;
  if (!recovering && (state.role !== "follower" || !newer)) return;
  effects.mark("copy-received");
  state.promised = copy.ballot;
  state.highest = copy.ballot;
  state.leader = from;
  state.heard = at;
  state.items = fromEntries(copy.items);
  state.locals = undefined;
  if (state.upkeep !== undefined) state.upkeep.sum = sumOf(state.items);
  // Of what the disk holds only the committed part is sure to be the leader's.
  state.durable = Math.min(state.durable, state.committed) as Lsn;
  state.committed = copy.upTo;
  state.log = emptyLog(copy.records[0]?.lsn ?? ((copy.upTo + 1) as Lsn));
  for (const record of copy.records) append(state.log, record);
  hostMissed(state, copy.group, effects);
  adoptGroup(state, copy.group);
  for (const record of copy.records)
    if (record.order !== undefined && record.lsn > copy.upTo) noteLogged(state, record);
  state.matched = state.log.last;
  if (copy.group.membership.lsn > 0) {
    // As where a change is logged: those who granted the leader's lease may have gone.
    state.grants.push({ ballot: copy.ballot, until: after(at, state.setup.config.leaderLease) });
  }
  // Until the checkpoint is there the disk stays empty: a crash in between must not look like new.
  writeCheckpoint(state, effects);
}

export function finishRecovery(state: ReplicaState, effects: ReplicaEffects): void {
  effects.mark("recovery-done");
  effects.cancelTimer("recover");
  state.role = "follower";
  state.recovered = new Map();
  armDetection(state, effects);
}
