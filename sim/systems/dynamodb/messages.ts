/**
 * Everything that DynamoDB's roles say to one another and write to disk, one shape per message.
 * Requests and responses pass through as the client sent them (`client/operation.ts`).
 */

import type { Request, Response } from "../../client/operation.ts";
import type { Effects } from "../../kernel/role.ts";
import type { AdmissionMessage } from "./admission/messages.ts";
import type {
  Append,
  AppendAck,
  AppendRefused,
  AskCopy,
  AskLeaderHealth,
  CommitNotice,
  Copy,
  Drain,
  HandOver,
  Heartbeat,
  HeartbeatAck,
  LeaderHealth,
  LeaderNodeSilent,
  NotLeader,
  Outdated,
  OutOfRange,
  Prepare,
  Promised,
  Recover,
  RecoverAnswer,
  SplitAt,
  Uncovered,
} from "./messages/group.ts";
import type {
  Archived,
  ArchiveMessage,
  CalledOff,
  HealingMessage,
  Join,
  JoinPart,
  MoveReplica,
  Removed,
  Scrubbed,
} from "./messages/healing.ts";
import type {
  Beat,
  BeatReply,
  Covered,
  Follow,
  NodeLoad,
  PartitionSize,
  SplitWanted,
  Uncover,
  Unfollow,
} from "./messages/nodes.ts";
import type { OwnRequest } from "./messages/own.ts";
import type { Forward, MetadataMessage, RouteChanged, WrongPartition } from "./messages/path.ts";
import type { DiskRecord } from "./messages/records.ts";
import type { TransactionMessage } from "./messages/transactions.ts";
import type { StreamMessage } from "./streams/messages.ts";

export type ReplicaMessage =
  | Join
  | JoinPart
  | MoveReplica
  | CalledOff
  | Removed
  | Scrubbed
  | Archived
  | Append
  | AppendAck
  | AppendRefused
  | Heartbeat
  | HeartbeatAck
  | CommitNotice
  | Outdated
  | AskLeaderHealth
  | LeaderHealth
  | Prepare
  | Promised
  | HandOver
  | Copy
  | Recover
  | RecoverAnswer
  | AskCopy
  | Drain
  | SplitAt
  | Uncovered
  | LeaderNodeSilent;

/** What storage nodes say to one another, and what the replicas they host say to them. */
export type NodeMessage = Beat | BeatReply | Follow | Unfollow | Covered | Uncover | PartitionSize;

export type DynamoMessage =
  | Request
  | OwnRequest
  | TransactionMessage
  | Response
  | Forward
  | NotLeader
  | WrongPartition
  | RouteChanged
  | OutOfRange
  | MetadataMessage
  | NodeMessage
  | AdmissionMessage
  | SplitWanted
  | NodeLoad
  | HealingMessage
  | ArchiveMessage
  | StreamMessage
  | ReplicaMessage;

export type ReplicaEffects = Effects<DynamoMessage, DiskRecord>;
