/**
 * A storage replica: write-ahead log, B-tree, and its part in the replication group.
 * Which code answers which event. Read this first.
 *
 * Source: Elhemali et al., USENIX ATC '22, §3 (Multi-Paxos, leader lease, write path), §6.2
 * (failure detection), §6.4 (hand-over). Where the paper is silent, `../README.md` says what we chose.
 */

import { assertNever } from "../../../kernel/assert.ts";
import type { Address, Event, Role } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import { admitOnce } from "../../../parts/replay-window.ts";
import { describe } from "../describe.ts";
import { onIndexAnswer } from "../index-propagation/follow-indexes.ts";
import { isFedFirst } from "../index-propagation/propagation.ts";
import { onPurgeTimer } from "../index-propagation/purging.ts";
import { onSendingTimer, sendingOf } from "../index-propagation/sending-entries.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { DiskRecord } from "../messages/records.ts";
import type { DynamoMessage, ReplicaEffects, ReplicaMessage } from "../messages.ts";
import { isResponse } from "../request-path/requests.ts";
import { serviceOf } from "../service-time.ts";
import { onStreamKept, onStreamTimer } from "../streams/follow-stream.ts";
import { onExpiryTimer } from "../time-to-live/removing.ts";
import { onAppend, onCommitNotice, onHeartbeat } from "./acceptor.ts";
import { onArchived, onArchiveTimer } from "./archiving.ts";
import { answerPending, sendCommitNotice } from "./commit.ts";
import { onAskCopy, onCopy, onRecover, onRecoverAnswer, recover } from "./copying.ts";
import { noteNodeLease, onLeaderNodeSilent, onUncovered } from "./delegation.ts";
import {
  onAskLeaderHealth,
  onAskTimeout,
  onDetect,
  onElectionTimeout,
  onLeaderHealth,
} from "./detection.ts";
import { onHandOver, onOutdated, onPrepare, onPromised } from "./election.ts";
import { followLog } from "./following-the-log.ts";
import { onDrain, onHandOverTimeout } from "./hand-over.ts";
import { keepHouse } from "./housekeeping.ts";
import { onCalledOff, onJoinPart, onJoinTimer } from "./join.ts";
import { onWrite } from "./leader.ts";
import { onHeartbeatTimer, refuse, tryToServe } from "./lease.ts";
import { onHealTimer, onJoin } from "./log-replica.ts";
import { onMoveReplica } from "./moving.ts";
import { onFollowedTimer } from "./note-followed.ts";
import { onPage } from "./pages.ts";
import { onPersisted } from "./persisted.ts";
import { onFetched, onRead, onReadPart } from "./reads.ts";
import { onAppendAck, onAppendRefused, onHeartbeatAck } from "./replies.ts";
import { onStandFirst, startReplica } from "./restart.ts";
import { onScrubbed, onScrubTimer } from "./scrub.ts";
import type { ReplicaSetup } from "./setup.ts";
import { onSplitAt } from "./split.ts";
import { buggy, type ReplicaState } from "./state.ts";
import { onRemoved, turnedAway } from "./strangers.ts";

export const replica: Role<ReplicaState, DynamoMessage, DiskRecord, ReplicaSetup> = {
  name: "replica",
  describe,
  // On a node of its own a replica has the machine to itself, and nothing is known of its speed.
  serviceTime: (message, { node, config }) =>
    message.kind === "forward" && node !== undefined
      ? serviceOf(message.request, config)
      : (0 as Duration),
  start: startReplica,

  handle(state, event, effects) {
    dispatch(state, event, effects);
    keepHouse(state, event.at, effects);
  },
};

function dispatch(
  state: ReplicaState,
  event: Event<DynamoMessage, DiskRecord>,
  effects: ReplicaEffects,
): void {
  switch (event.kind) {
    case "message":
      return onMessage(state, event.from, event.message, event.at, effects);
    case "timer":
      return onTimer(state, event, effects);
    case "persisted":
      return onPersisted(state, event.record, event.at, effects);
    case "fetched":
      return onFetched(state, event.ticket, event.at, effects);
    default:
      return assertNever(event);
  }
}

function onMessage(
  state: ReplicaState,
  from: Address,
  message: DynamoMessage,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (message.kind === "forward") {
    const fresh = admitOnce(state.seen, from, message.turn);
    if (!fresh && !buggy(state, "no-duplicate-filter")) return effects.mark("copy-ignored");
    if (message.lease !== undefined) noteNodeLease(state, message.lease);
    return onRequest(state, from, message.request, at, effects);
  }
  const { kind } = message;
  if (state.role === "joining" && kind !== "join-part" && kind !== "called-off") return;
  // A replica that lost its disk does not know what it promised: it may answer nobody but these.
  if (state.role === "recovering" && message.kind !== "copy" && message.kind !== "recover-answer") {
    return;
  }
  if (isResponse(message)) {
    onIndexAnswer(state, message, at, effects);
    if (isFedFirst(state)) answerPending(state, effects);
    return;
  }
  if (message.kind === "stream-kept") return onStreamKept(state, message, at, effects);
  if (turnedAway(state, from, message as ReplicaMessage, effects)) return;
  onPeer(state, from, message as ReplicaMessage, at, effects);
}

function onRequest(
  state: ReplicaState,
  from: Address,
  request: AnyRequest,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (state.setup.kind === "log" || state.role === "joining") {
    return refuse(state, from, request.request, effects);
  }
  switch (request.kind) {
    case "get":
      return onRead(state, from, request, at, effects);
    case "put":
    case "update":
    case "delete":
    case "index-write":
    case "replicate":
    case "prepare-part":
    case "commit-part":
    case "cancel-part":
      return onWrite(state, from, request, at, effects);
    case "read-part":
      return onReadPart(state, from, request, at, effects);
    case "query":
    case "scan":
      return onPage(state, from, request, at, effects);
    default:
      return assertNever(request);
  }
}

function onPeer(
  state: ReplicaState,
  from: Address,
  message: ReplicaMessage,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  switch (message.kind) {
    case "append":
      return onAppend(state, from, message, at, effects);
    case "append-ack":
      return onAppendAck(state, from, message, at, effects);
    case "append-refused":
      return onAppendRefused(state, from, message, at, effects);
    case "heartbeat":
      return onHeartbeat(state, from, message, at, effects);
    case "heartbeat-ack":
      return onHeartbeatAck(state, from, message, at, effects);
    case "commit-notice":
      return onCommitNotice(state, message, effects);
    case "prepare":
      return onPrepare(state, from, message, at, effects);
    case "promised":
      return onPromised(state, from, message, at, effects);
    case "outdated":
      return onOutdated(state, message, at, effects);
    case "ask-leader-health":
      return onAskLeaderHealth(state, from, at, effects);
    case "leader-health":
      return onLeaderHealth(state, from, message, at, effects);
    case "hand-over":
      return onHandOver(state, message, at, effects);
    case "drain":
      return onDrain(state, at, effects);
    case "copy":
      return onCopy(state, from, message, at, effects);
    case "recover":
      return onRecover(state, from, effects);
    case "recover-answer":
      return onRecoverAnswer(state, from, message, effects);
    case "ask-copy":
      return onAskCopy(state, from, message, effects);
    case "split-at":
      return onSplitAt(state, message, at, effects);
    case "uncovered":
      return onUncovered(state, message, at, effects);
    case "leader-node-silent":
      return onLeaderNodeSilent(state, message, effects);
    case "move-replica":
      return onMoveReplica(state, message, at, effects);
    case "join":
      return onJoin(state, from, message, at, effects);
    case "join-part":
      return onJoinPart(state, from, message, at, effects);
    case "called-off":
      return onCalledOff(state, effects);
    case "removed":
      return onRemoved(state, message, effects);
    case "scrubbed":
      return onScrubbed(state, from, message, at, effects);
    case "archived":
      return onArchived(state, message, effects);
    default:
      return assertNever(message);
  }
}

function onTimer(
  state: ReplicaState,
  { timer, at }: Extract<Event<DynamoMessage, DiskRecord>, { kind: "timer" }>,
  effects: ReplicaEffects,
): void {
  switch (timer) {
    case "detect":
      return onDetect(state, at, effects);
    case "ask":
      return onAskTimeout(state, at, effects);
    case "election":
      return onElectionTimeout(state, at, effects);
    case "heartbeat":
      return onHeartbeatTimer(state, at, effects);
    case "serve":
      return tryToServe(state, at, effects);
    case "commit-notice":
      return sendCommitNotice(state, effects);
    case "hand-over":
      return onHandOverTimeout(state, effects);
    case "recover":
      return recover(state, effects);
    case "join":
      return onJoinTimer(state, at, effects);
    case "heal":
      return onHealTimer(state, at, effects);
    case "stream":
      return onStreamTimer(state, at, effects);
    case "followed":
      return onFollowedTimer(state, at, effects);
    case "archive":
      return onArchiveTimer(state, effects);
    case "scrub":
      return onScrubTimer(state, at, effects);
    case "expiry":
      return onExpiryTimer(state, at, effects);
    case "stand-first":
      return onStandFirst(state, at, effects);
    case "purge":
      return onPurgeTimer(state, at, effects);
    case "index-creation":
      return followLog(state, at, effects);
    default: {
      const sending = sendingOf(timer);
      if (sending !== undefined) return onSendingTimer(state, sending, effects);
      throw new RangeError(`a replica has no timer called ${timer}`);
    }
  }
}
