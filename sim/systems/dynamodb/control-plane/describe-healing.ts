/** What is said to heal groups and to archive their logs, in words, for traces. */

import type {
  ArchiveMessage,
  CalledOff,
  HealingMessage,
  Join,
  JoinPart,
  MoveReplica,
  Removed,
  Scrubbed,
} from "../messages/healing.ts";

type Healing =
  | HealingMessage
  | ArchiveMessage
  | MoveReplica
  | Join
  | JoinPart
  | CalledOff
  | Removed
  | Scrubbed;

export function describeHealing(item: Healing): string {
  switch (item.kind) {
    case "node-health":
      return "I am well";
    case "ask-replica":
      return `${item.partition} lacks a ${item.wanted} replica in place of ${item.inPlaceOf}`;
    case "host-replica":
      return `build a ${item.wanted} replica of ${item.partition}`;
    case "give-up":
      return `${item.partition} is of no more use here`;
    case "move-replica":
      return `let ${item.from} go to ${item.to}`;
    case "replica-moved":
      return `${item.partition} is where it should be`;
    case "join":
      return item.ready ? `take me in, I have ${item.have}` : `give me part ${item.part}`;
    case "join-part":
      return `part ${item.part}, ${item.items.length} items, ${item.records.length} records, ${item.bytes} bytes`;
    case "called-off":
      return "called off: no replica is lacking";
    case "removed":
      return `you do not belong since ${item.lsn}: ${item.members.join(", ")}`;
    case "scrubbed":
      return `checksum ${item.sum} at ${item.lsn}`;
    case "ask-archived":
      return `what is archived of ${item.partition} from ${item.from} on?`;
    case "archived":
      return `${item.partition} is archived up to ${item.upTo}`;
    case "archive-segment":
      return `archive ${item.segment.from}..${item.segment.to} of ${item.segment.partition}`;
  }
}
