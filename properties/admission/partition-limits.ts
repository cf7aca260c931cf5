/** Reference buckets of every partition on every storage node, kept from what passes the nodes. */

import { directionOf } from "../../sim/systems/dynamodb/admission/demand.ts";
import type { Config } from "../../sim/systems/dynamodb/config.ts";
import type { Step } from "../property.ts";
import { followNodes, type Passage, type Passed, type Request } from "./passages.ts";
import { advance, type ReferenceBucket, referenceBucket } from "./reference-bucket.ts";

/** A request that a node admits or refuses, with the bucket as it was just before. */
export interface Judged {
  readonly node: string;
  readonly passage: Extract<Passage, { readonly kind: "admitted" | "refused" }>;
  readonly bucket: ReferenceBucket;
  /** Tokens that it takes. */
  readonly tokens: number;
}

/**
 * Shows each request that a node lets through or refuses to `judge`, and keeps the books. Time is the
 * node's own clock: a limit is kept by the clock of the machine that keeps it.
 */
export function watchPartitions(
  judge: (judged: Judged, config: Config) => string | undefined,
): (step: Step) => string | undefined {
  const follow = followNodes();
  const buckets = new Map<string, Map<string, ReferenceBucket>>();
  return (step) => {
    const passed = follow(step);
    if (passed === undefined || passed.config.admission === "none") return undefined;
    const { address } = passed.node;
    let own = buckets.get(address);
    if (own === undefined) {
      own = new Map();
      buckets.set(address, own);
    }
    for (const passage of passed.passages) {
      const wrong = account(passage, passed, own, judge);
      if (wrong !== undefined) return `${address} ${wrong}`;
    }
    return undefined;
  };
}

function account(
  passage: Passage,
  { node, config }: Passed,
  own: Map<string, ReferenceBucket>,
  judge: (judged: Judged, config: Config) => string | undefined,
): string | undefined {
  // A node that starts anew knows of nothing that it served before.
  if (passage.kind === "started") {
    own.clear();
    return undefined;
  }
  const bucket = bucketOf(own, passage.of, node.clock, config);
  advance(bucket, node.clock);
  const tokens = tokensFor(passage.of, passage.of.estimate, config);
  if (passage.kind === "answered") {
    bucket.level -= tokensFor(passage.of, passage.units, config) - tokens;
    return undefined;
  }
  const wrong = judge({ node: node.address, passage, bucket, tokens }, config);
  if (passage.kind === "admitted") bucket.level -= tokens;
  return wrong;
}

function bucketOf(
  own: Map<string, ReferenceBucket>,
  { partition, demand }: Request,
  at: number,
  { partitionReadLimit, partitionWriteLimit }: Config,
): ReferenceBucket {
  const direction = directionOf(demand);
  const name = `${direction} ${partition}`;
  let bucket = own.get(name);
  if (bucket === undefined) {
    const rate = direction === "read" ? partitionReadLimit : partitionWriteLimit;
    bucket = referenceBucket({ rate, capacity: rate, level: rate }, at);
    own.set(name, bucket);
  }
  return bucket;
}

const tokensFor = (
  { demand: { kind } }: Request,
  units: number,
  { partitionReadLimit, eventualReadsPerReplica }: Config,
): number =>
  kind === "eventual-read" ? (2 * units * partitionReadLimit) / eventualReadsPerReplica : units;
