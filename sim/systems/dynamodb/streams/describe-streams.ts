/** Messages of streams in words, for traces. */

import type { ConsumerRecord } from "./consumer/state.ts";
import type { StreamMessage } from "./messages.ts";

export function describeStream(item: StreamMessage | ConsumerRecord): string {
  switch (item.kind) {
    case "stream-append":
      return `stream-append ${item.records.length} changes of ${item.partition}, ${item.after + 1}..${item.upTo}`;
    case "stream-kept":
      return `stream-kept ${item.partition} up to ${item.upTo}`;
    case "list-shards":
      return `list-shards of ${item.table}`;
    case "shards":
      return `${item.shards.length} shards`;
    case "get-iterator":
      return `get-iterator ${item.shard} ${item.type.kind}`;
    case "iterator-given":
      return `iterator of ${item.shard} ${item.iterator === undefined ? "none" : `behind ${item.iterator.after}`}`;
    case "get-records":
      return `get-records of ${item.iterator.shard} behind ${item.iterator.after}`;
    case "stream-records":
      return `${item.records.length} records of ${item.shard}${item.next === undefined ? ", the last" : ""}`;
    case "stream-refused":
      return `refused to read ${item.shard}: ${item.reason}`;
    case "consumer-progress":
      return `progress in ${item.shards.length} shards`;
  }
}
