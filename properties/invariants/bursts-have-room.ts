import { allocationOf, partitionLimit } from "../../sim/systems/dynamodb/admission/allocation.ts";
import { type Direction, directionOf } from "../../sim/systems/dynamodb/admission/demand.ts";
import type { Config } from "../../sim/systems/dynamodb/config.ts";
import { storageNode } from "../../sim/systems/dynamodb/storage-node/storage-node.ts";
import { followNodes, type Passage, type Passed } from "../admission/passages.ts";
import {
  advance,
  mayPass,
  mustPass,
  type ReferenceBucket,
  referenceBucket,
} from "../admission/reference-bucket.ts";
import type { Invariant } from "../property.ts";

/**
 * Under static division, where allocations are known from outside. What goes beyond a partition's
 * allocation needs room on the node; what is within does not, and is charged to the node all the same.
 */
export const burstsHaveRoom: Invariant = {
  kind: "invariant",
  name: "bursts-have-room",
  statement: "A partition goes beyond its allocation only while its storage node has room.",
  source: "ATC '22, §4.1.1; claim H2",
  watches: storageNode,
  onOccasion: true,

  watch() {
    const follow = followNodes();
    const nodes = new Map<string, Map<string, ReferenceBucket>>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const passed = follow(step);
        if (passed?.config.admission !== "static" || !passed.config.nodeBuckets) return undefined;
        const { address } = passed.node;
        const buckets = nodes.get(address) ?? new Map<string, ReferenceBucket>();
        nodes.set(address, buckets);
        for (const passage of passed.passages) {
          if (passage.kind === "admitted") checked += 1;
          const wrong = account(passage, passed, buckets);
          if (wrong !== undefined) return `${address} ${wrong}`;
        }
        return undefined;
      },
    };
  },
};

function account(
  passage: Passage,
  { node, config }: Passed,
  buckets: Map<string, ReferenceBucket>,
): string | undefined {
  if (passage.kind === "started") buckets.clear();
  if (passage.kind === "started" || passage.kind === "refused") return undefined;
  const { partition, demand, estimate } = passage.of;
  const direction = directionOf(demand);
  const table = node.state.setup.tables.get(demand.table);
  const share = allocationOf(config, table, direction);
  const allocated = bucketOf(buckets, `${direction} ${partition}`, share, node.clock);
  const whole = bucketOf(buckets, direction, nodeCapacity(config, direction), node.clock);
  const price =
    demand.kind === "eventual-read"
      ? (2 * partitionLimit(config, "read")) / config.eventualReadsPerReplica
      : 1;
  const tokens = price * (passage.kind === "answered" ? passage.units - estimate : estimate);
  const isBurst = passage.kind === "admitted" && !mayPass(allocated, tokens);
  const wrong = isBurst && !mayPass(whole, tokens);
  const left = whole.level.toFixed(1);
  whole.level -= tokens;
  // On the brink it cannot be told from here who paid: the allocation has at most what is left then.
  if (passage.kind === "answered" ? !isBurst : mustPass(allocated, tokens))
    allocated.level -= tokens;
  return wrong
    ? `let ${partition} go beyond its ${direction}s of ${share} a second with ${left} left on the node`
    : undefined;
}

const nodeCapacity = (
  { nodeReadCapacity, nodeWriteCapacity }: Config,
  direction: Direction,
): number => (direction === "read" ? nodeReadCapacity : nodeWriteCapacity);

/** A second's worth at hand at the beginning, as the nodes have it. */
function bucketOf(
  buckets: Map<string, ReferenceBucket>,
  name: string,
  rate: number,
  at: number,
): ReferenceBucket {
  let bucket = buckets.get(name);
  if (bucket === undefined) {
    bucket = referenceBucket({ rate, capacity: rate, level: rate }, at);
    buckets.set(name, bucket);
  }
  advance(bucket, at);
  return bucket;
}
