import { storageNode } from "../../sim/systems/dynamodb/storage-node/storage-node.ts";
import { watchPartitions } from "../admission/partition-limits.ts";
import { mayPass } from "../admission/reference-bucket.ts";
import type { Invariant } from "../property.ts";

/**
 * Over any window a replica serves no more than its partition's limit times the window, a second's
 * worth at hand, and one request: judged as a bucket kept from what passes the node, which charges
 * answers for what they really cost.
 */
export const partitionsWithinLimits: Invariant = {
  kind: "invariant",
  name: "partitions-within-limits",
  statement: "No replica of a partition serves more than its limit, whatever its table has.",
  source:
    "ATC '22, §4.2 (partition buckets are capped); developer guide: 3,000 and 1,000; claim H1",
  watches: storageNode,
  // Without admission control nobody keeps to a limit.
  onOccasion: true,

  watch() {
    let checked = 0;
    const after = watchPartitions(({ passage, bucket, tokens }) => {
      if (passage.kind !== "admitted") return undefined;
      checked += 1;
      if (mayPass(bucket, tokens)) return undefined;
      const { partition, demand } = passage.of;
      return `admitted a ${demand.kind} of ${tokens} to ${partition}, which had ${bucket.level.toFixed(1)} left of ${bucket.rate} a second`;
    });
    return {
      get checked() {
        return checked;
      },
      after,
    };
  },
};
