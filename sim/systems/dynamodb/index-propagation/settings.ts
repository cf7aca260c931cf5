/** Every knob of secondary indexes: meaning, unit, default, source. */

import { ms, seconds } from "../../../kernel/time.ts";
import { choice, count, duration, onOff } from "../../../parts/setting.ts";

export const indexSettings = {
  indexFeeding: choice({
    words: ["asynchronous", "synchronous"],
    default: "asynchronous",
    meaning:
      "Whether a write is answered before its entries are in the global indexes, or waits for them.",
    source: "developer guide, GSI (asynchronous); synchronous is ablation",
  }),
  indexDelay: duration({
    default: ms(7),
    meaning: "Median time that a committed change waits for the propagator of a global index.",
    source: "assumption: with the way to the index 10 ms; the guide says a fraction of a second",
  }),
  indexDelaySlow: duration({
    default: ms(140),
    meaning: "The same at p99.",
    source: "assumption: with the way to the index about 150 ms",
  }),
  indexDelayMost: duration({
    default: ms(950),
    meaning: "The longest such wait.",
    source: "assumption: with the way to the index below 1 s",
  }),
  indexWindow: count({
    default: 64,
    meaning: "Writes of a partition whose changes are on their way to one index at a time.",
    source: "assumption: enough for a partition's 1,000 writes a second at the usual delay",
  }),
  indexPatience: duration({
    default: ms(1_200),
    meaning: "How long the propagator waits for a router before it asks another one.",
    source: "assumption: above `routerGivesUp`, by which a router has answered everything",
  }),
  indexRetry: duration({
    default: ms(25),
    meaning: "First wait of the propagator after an index refused; doubled each time.",
    source: "assumption: as the back-off of SDKs for DynamoDB",
  }),
  indexRetryMost: duration({
    default: ms(400),
    meaning: "The longest such wait.",
    source: "assumption: a fraction of a second, so that a queue shrinks as soon as there is room",
  }),
  indexBackPressure: onOff({
    default: true,
    meaning: "Whether a partition refuses writes while its queue to a global index is full.",
    source: "developer guide, GSI throttling; off is ablation",
    caution: "Off, a queue grows for as long as writes come faster than the index takes them.",
  }),
  indexBacklogLeast: count({
    default: 1_000,
    meaning: "Changes that the queue of a partition to a global index holds at least.",
    source: "assumption; that there is such a buffer: AWS hands-on lab on GSI back pressure",
  }),
  indexBacklogTime: duration({
    default: seconds(1),
    meaning: "The queue holds what the index may write in this time, if that is more.",
    source: "assumption; no size is published",
  }),
  indexPurge: duration({
    default: seconds(60),
    meaning:
      "How often entries that are gone are forgotten; they are remembered at least so long, so that " +
      "an older change that comes late does not bring them back.",
    source: "assumption: some fifty times what a message may take at most",
  }),
  backfillWindow: count({
    default: 32,
    meaning: "Items of a partition that are on their way into an index that is being created.",
    source: "assumption; the guide names no rate",
  }),
  collectionLimit: count({
    default: 10_737_418_240,
    meaning:
      "Bytes that the items of one partition key and their entries in local indexes have at most.",
    source: "developer guide, item collections (10 GB)",
  }),
} as const;
