import { storageNode } from "../../sim/systems/dynamodb/storage-node/storage-node.ts";
import { watchPartitions } from "../admission/partition-limits.ts";
import { mustPass } from "../admission/reference-bucket.ts";
import type { Invariant } from "../property.ts";

/**
 * The other side of `partitions-within-limits`, under global admission control: there a partition
 * has no smaller share than its limit, and reads and writes have one each.
 */
export const throttledOnlyAtTheLimit: Invariant = {
  kind: "invariant",
  name: "throttled-only-at-the-limit",
  statement: "A partition refuses no request while it serves less than its limit of that kind.",
  source: "ATC '22, §4.2; developer guide: limits of reads and writes are independent; claim H4",
  watches: storageNode,
  onOccasion: true,

  watch() {
    let checked = 0;
    const after = watchPartitions(({ passage, bucket, tokens }, { admission }) => {
      if (passage.kind !== "refused" || admission !== "gac") return undefined;
      checked += 1;
      if (!mustPass(bucket, tokens)) return undefined;
      const { partition, demand } = passage.of;
      return `refused a ${demand.kind} of ${tokens} to ${partition}, which had ${bucket.level.toFixed(1)} left of ${bucket.rate} a second`;
    });
    return {
      get checked() {
        return checked;
      },
      after,
    };
  },
};
