/**
 * A replica that is being built (ATC '22, §5.1): a log replica from the recent log alone, in seconds;
 * a storage replica from the B-tree and the log, in minutes.
 *
 * The paper does not say how the copy goes. Ours: the newcomer asks the leader for one part after
 * the other, at the rate that `logRepairRate` or `repairRate` gives, so that a copy never fills a
 * link. Every part brings committed records too. Items are read while others are written, so the
 * copy as a whole is of no one moment; but the log from its beginning on is replayed over it, and
 * each record holds the whole item. When nothing is lacking the newcomer writes it all down and asks
 * to be taken in. It asks whoever leads by then: what is committed is the same everywhere.
 */

import type { Address } from "../../../kernel/role.ts";
import { between, type Duration, type LocalTime } from "../../../kernel/time.ts";
import { insert } from "../../../parts/ordered-map.ts";
import { append, emptyLog, type Lsn } from "../../../parts/replicated-log.ts";
import type { JoinPart } from "../messages/healing.ts";
import type { ReplicaEffects } from "../messages.ts";
import { applyUpTo, writeCheckpoint } from "./apply.ts";
import { armDetection } from "./arm-detection.ts";
import { sumOf } from "./checksum.ts";
import { adoptGroup, noteLogged } from "./membership.ts";
import type { Joining } from "./parts-of-state.ts";
import { buggy, type ReplicaState } from "./state.ts";

/**
 * It begins with an empty disk. One that had begun before may have lost what it promised with its
 * disk: it leaves, and the group, which sees that it is silent, has another one built.
 */
export function beginJoining(
  state: ReplicaState,
  restarted: boolean,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  state.role = "joining";
  if (restarted) return giveUp(state, effects);
  state.joining = {
    cursor: state.setup.kind === "log" ? undefined : "",
    weighed: 0,
    allWeighed: false,
    upTo: undefined,
    group: undefined,
    part: 0,
    asked: at,
    answered: at,
    source: undefined,
    ready: false,
  };
  effects.mark("join-begun");
  ask(state, state.joining, at, effects);
}

/** Asks for the next part, or to be taken in; again if nobody answers. */
export function onJoinTimer(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { joining } = state;
  if (joining === undefined) return;
  if (between(joining.answered, at) > state.setup.config.joinPatience) {
    effects.mark("join-given-up");
    return giveUp(state, effects);
  }
  // Nobody has answered since: somebody else may lead by now.
  if (joining.asked > joining.answered) joining.source = undefined;
  ask(state, joining, at, effects);
}

function ask(state: ReplicaState, joining: Joining, at: LocalTime, effects: ReplicaEffects): void {
  const { part, cursor, weighed, ready, upTo, source } = joining;
  const wanted = state.setup.kind ?? "storage";
  const have = upTo === undefined ? undefined : state.log.last;
  joining.asked = at;
  const question = { kind: "join", wanted, part, cursor, weighed, have, ready } as const;
  for (const member of source === undefined ? state.peers : [source]) {
    effects.send(member, question);
  }
  const { recoveryRetry } = state.setup.config;
  effects.setTimer("join", recoveryRetry, recoveryRetry);
}

/** Takes a part of the copy in, and asks for the next one when the rate allows. */
export function onJoinPart(
  state: ReplicaState,
  from: Address,
  message: JoinPart,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { joining } = state;
  if (joining === undefined || joining.ready || message.part !== joining.part) return;
  if (message.beginning !== undefined) begin(state, joining, message.beginning);
  if (joining.upTo === undefined) return;
  joining.answered = at;
  joining.source = from;
  joining.part += 1;
  joining.cursor = message.cursor;
  joining.weighed = message.weighed;
  joining.allWeighed = message.allWeighed;
  for (const [key, item] of message.items) insert(state.items, key, item);
  for (const record of message.records) {
    if (record.lsn !== state.log.last + 1) continue;
    append(state.log, record);
  }
  const whole = joining.cursor === undefined && joining.allWeighed;
  if (whole && state.log.last >= message.committed) return finish(state, joining, effects);
  const pause = Math.max(0, paceOf(state, message.bytes) - between(joining.asked, at)) as Duration;
  effects.setTimer("join", pause, pause);
}

/** How long a part of so many bytes may take at least. */
function paceOf({ setup }: ReplicaState, bytes: number): number {
  const { logRepairRate, repairRate } = setup.config;
  return Math.ceil((bytes / (setup.kind === "log" ? logRepairRate : repairRate)) * 1_000_000);
}

function begin(
  state: ReplicaState,
  joining: Joining,
  { upTo, group, older }: NonNullable<JoinPart["beginning"]>,
): void {
  joining.upTo = upTo;
  joining.group = group;
  state.log = emptyLog(older[0]?.lsn ?? ((upTo + 1) as Lsn));
  for (const record of older) append(state.log, record);
}

/** Replays the log over the items, and writes everything down. */
function finish(state: ReplicaState, joining: Joining, effects: ReplicaEffects): void {
  const { upTo, group } = joining;
  if (upTo === undefined || group === undefined) return;
  effects.mark("copy-received");
  state.committed = upTo;
  adoptGroup(state, group);
  const { last } = state.log;
  if (buggy(state, "copy-without-the-tail")) state.committed = last;
  if (state.upkeep !== undefined) state.upkeep.sum = sumOf(state.items);
  noteOrders(state, upTo);
  applyUpTo(state, last, effects);
  state.matched = last;
  joining.ready = true;
  writeCheckpoint(state, effects);
}

/** Changes of the group that were logged behind the beginning of the copy. */
function noteOrders(state: ReplicaState, upTo: Lsn): void {
  for (const segment of state.log.segments) {
    for (const record of segment) {
      if (record.lsn > upTo && record.order !== undefined) noteLogged(state, record);
    }
  }
}

/** All is on disk: it may be counted on, and says so until it is. */
export function beReady(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.joining === undefined) return;
  effects.mark("join-ready");
  state.role = "follower";
  armDetection(state, effects);
  ask(state, state.joining, at, effects);
}

/** The group does not lack it any more: somebody came back. */
export function onCalledOff(state: ReplicaState, effects: ReplicaEffects): void {
  if (state.joining === undefined) return;
  effects.mark("repair-called-off");
  giveUp(state, effects);
}

/** The group has taken it in. */
export function endJoining(state: ReplicaState, effects: ReplicaEffects): void {
  state.joining = undefined;
  effects.cancelTimer("join");
  effects.mark(state.setup.kind === "log" ? "log-replica-joined" : "replica-healed");
}

/** Of no more use: its storage node forgets it, disk and all. */
export function giveUp(state: ReplicaState, effects: ReplicaEffects): void {
  const { node, partition } = state.setup;
  if (node === undefined || partition === undefined) return;
  state.joining = undefined;
  effects.cancelTimer("join");
  effects.send(node, { kind: "give-up", partition });
}
