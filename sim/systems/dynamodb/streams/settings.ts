/** Every knob of streams and their consumers: meaning, unit, default, source. */

import { ms, seconds } from "../../../kernel/time.ts";
import { count, duration } from "../../../parts/setting.ts";

export const streamSettings = {
  streamDelay: duration({
    default: ms(100),
    meaning: "Median time from the arrival of a record in its shard until readers may see it.",
    source: "assumption; the developer guide says near-real time, without a figure",
  }),
  streamDelaySlow: duration({
    default: ms(500),
    meaning: "The same at p99.",
    source: "assumption",
  }),
  streamResend: duration({
    default: ms(250),
    meaning:
      "How soon a leader sends records again that the server of their shard did not confirm.",
    source: "assumption: some hundred round trips between zones",
  }),
  streamBatch: count({
    default: 500,
    meaning: "Most records of its log that a leader sends to their shard at a time.",
    source: "assumption",
  }),
  streamRetention: duration({
    default: seconds(86_400),
    meaning: "How long a shard keeps a record.",
    source: "developer guide, Streams (24 hours)",
  }),
  streamIteratorLife: duration({
    default: seconds(900),
    meaning: "How long after it was given out an iterator may be used.",
    source: "API reference, streams GetRecords (15 minutes)",
  }),
  streamReaders: count({
    default: 2,
    meaning: "How many readers a shard serves at a time; a further one is refused.",
    source: "developer guide, quotas (2 readers of a shard)",
  }),
  streamCalls: count({
    default: 5,
    meaning: "Calls a second that one reader may make of one shard.",
    source: "from memory of Kinesis: 5 reads a second of a shard; the guide gives none for streams",
  }),
  streamPage: count({
    default: 1_000,
    meaning: "Most records that one answer holds; it holds at most 1 MB too.",
    source: "API reference, streams GetRecords",
  }),
  streamPoll: duration({
    default: ms(250),
    meaning: "How often a consumer asks each shard for records.",
    source: "Lambda developer guide, with DynamoDB (4 polls a second of a shard)",
  }),
  streamShardSync: duration({
    default: seconds(1),
    meaning: "How often a consumer asks for the shards there are.",
    source: "assumption",
  }),
  consumerWork: duration({
    default: ms(10),
    meaning: "How long a consumer works on a batch.",
    source: "assumption: customers' code",
  }),
  consumerRetry: duration({
    default: seconds(1),
    meaning: "How long a consumer waits before it tries a failed batch again; doubled each time.",
    source: "assumption; the Lambda guide names an exponential back-off without figures",
  }),
  consumerRetryMost: duration({
    default: seconds(60),
    meaning: "The longest such wait.",
    source: "assumption",
  }),
} as const;
