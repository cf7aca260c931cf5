/**
 * A storage node: a machine that hosts replicas of many partitions and tenants (ATC '22, §3, §4.3).
 * The replicas are roles of their own beside this one; it admits what reaches them, speaks for them
 * to other nodes, and knows which of them are here. Which code answers which event: read this first.
 */

import type { Address, Role } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import { describe } from "../describe.ts";
import type { NodeRecord } from "../messages/records.ts";
import type { DynamoMessage } from "../messages.ts";
import { onBeat, onBeatReply, onBeatTimer } from "./beats.ts";
import { armCapacityReports, onAllocations, onCapacityTimer, onRatesChanged } from "./capacity.ts";
import { onCovered, onFollow, onUncover, onUnfollow } from "./covers.ts";
import { reportHealth } from "./health.ts";
import {
  onDrainNode,
  onGiveUp,
  onHostingPersisted,
  onHostReplica,
  readHosting,
} from "./hosting.ts";
import { freshNode, type NodeEffects, type NodeSetup, type NodeState } from "./node-state.ts";
import { onAnswer, onForward } from "./requests.ts";
import { armRooms, onNodeRoom, onRoomTimer } from "./rooms.ts";
import { onRouteChanged, onRoutePassed, onTellRoutes } from "./routes.ts";
import { armSplitWatch, onPartitionSize, onSplitWatch } from "./split-watch.ts";

export const storageNode: Role<NodeState, DynamoMessage, NodeRecord, NodeSetup> = {
  name: "storage-node",
  describe,
  serviceTime: (message, { config }) =>
    message.kind === "forward" ? config.nodeAdmissionService : (0 as Duration),

  start(self, setup, disk, at, effects) {
    const state = freshNode(self, setup, disk.restarted, at);
    readHosting(state, disk.records);
    onBeatTimer(state, at, effects);
    reportHealth(state, effects);
    armSplitWatch(state, effects);
    armRooms(state, effects);
    armCapacityReports(state, effects);
    return state;
  },

  handle(state, event, effects) {
    if (event.kind === "timer") onTimer(state, event.timer, event.at, effects);
    else if (event.kind === "persisted") onHostingPersisted(state, event.record, effects);
    else if (event.kind === "message") {
      onMessage(state, event.from, event.message, event.at, effects);
    }
  },
};

function onTimer(state: NodeState, timer: string, at: LocalTime, effects: NodeEffects): void {
  switch (timer) {
    case "beat":
      return onBeatTimer(state, at, effects);
    case "health":
      return reportHealth(state, effects);
    case "room":
      return onRoomTimer(state, at, effects);
    case "capacity":
      return onCapacityTimer(state, at, effects);
    case "split-watch":
      return onSplitWatch(state, at, effects);
    case "tell-routes":
      return onTellRoutes(state, effects);
    default:
      throw new RangeError(`a storage node has no timer called ${timer}`);
  }
}

function onMessage(
  state: NodeState,
  from: Address,
  message: DynamoMessage,
  at: LocalTime,
  effects: NodeEffects,
): void {
  switch (message.kind) {
    case "forward":
      return onForward(state, from, message, at, effects);
    case "done":
    case "rejected":
    case "failed":
    case "not-leader":
    case "out-of-range":
      return onAnswer(state, message, at, effects);
    case "beat":
      return onBeat(state, from, message, at, effects);
    case "beat-reply":
      return onBeatReply(state, from, message, at, effects);
    case "node-room":
      return onNodeRoom(state, from, message, at);
    case "capacity-set":
      return onAllocations(state, message, at);
    case "rates-changed":
      return onRatesChanged(state, message, at, effects);
    case "follow":
      return onFollow(state, message, at);
    case "unfollow":
      return onUnfollow(state, message, at);
    case "covered":
      return onCovered(state, message, at);
    case "uncover":
      return onUncover(state, message);
    case "route-changed":
      return onRouteChanged(state, message, at, effects);
    case "route-passed":
      return onRoutePassed(state, message);
    case "partition-size":
      return onPartitionSize(state, from, message, effects);
    case "host-replica":
      return onHostReplica(state, message, effects);
    case "give-up":
      return onGiveUp(state, message.partition, effects);
    case "drain":
      return onDrainNode(state, effects);
    default:
      throw new RangeError(`a storage node has no use for "${message.kind}" from ${from}`);
  }
}
