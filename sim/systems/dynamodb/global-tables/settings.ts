/** Every knob of the replication between Regions: meaning, unit, default, source. */

import { ms, seconds } from "../../../kernel/time.ts";
import { count, duration } from "../../../parts/setting.ts";

export const globalTableSettings = {
  replicationBatch: count({
    default: 1_000,
    meaning:
      "Most records of a shard that a replicator takes at a time; of several of one item it " +
      "passes on the last.",
    source: "assumption; the developer guide says that changes in a short time may be merged",
  }),
  replicationPatience: duration({
    default: ms(1_500),
    meaning: "How long a replicator waits for another Region's router before it asks the next one.",
    source: "assumption: above `routerGivesUp` and the longest round trip between Regions",
  }),
  replicationRetry: duration({
    default: ms(100),
    meaning:
      "How long a replicator waits at most after the first refusal of a record; doubled each time.",
    source: "assumption",
  }),
  replicationRetryMost: duration({
    default: seconds(5),
    meaning: "The longest such wait.",
    source: "assumption",
  }),
} as const;
