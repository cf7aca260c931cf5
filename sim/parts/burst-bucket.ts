/**
 * The admission of one partition on one storage node: its allocated tokens, and a burst bucket of
 * what it lately left unused (Elhemali et al., ATC '22, §4.1.1).
 *
 * What runs over in the allocated bucket runs into the burst bucket, so nothing counts twice. Use
 * the functions here on the pair, not those of the token bucket on its halves: they would spill.
 */

import type { LocalTime } from "../kernel/time.ts";
import {
  available,
  changeRate,
  charge,
  emptyBucket,
  fullBucket,
  giveBack,
  holds,
  refill,
  type TokenBucket,
} from "./token-bucket.ts";

export interface BurstBucket {
  /** One second of the allocated rate: limits are enforced by the second. */
  allocated: TokenBucket;
  /** Refills by what `allocated` spills, and by nothing else. */
  burst: TokenBucket;
  /** What a partition can serve at most, burst or not; undefined: no such limit. */
  limit: TokenBucket | undefined;
  /** Seconds of unused rate that the burst bucket holds. */
  readonly burstSeconds: number;
}

export interface BurstSettings {
  /** Allocated units a second. */
  readonly rate: number;
  /** Units a second that no burst exceeds (1,000 write or 3,000 read units, developer guide). */
  readonly limit?: number | undefined;
  /** Seconds of unused rate kept; default 300 (§4.1.1). */
  readonly burstSeconds?: number | undefined;
}

/** Who paid for a request; "nobody": it is throttled. */
export type PaidBy = "allocated" | "burst" | "nobody";

/** What stands around the partition when it is asked; without it the partition decides alone. */
export interface Surroundings {
  /** The storage node's own bucket. */
  readonly node?: TokenBucket | undefined;
  /**
   * Whether the nodes of the other member replicas have tokens too. A write that bursts needs them,
   * as it is work for all members; a read is a local decision. The leader collects this at
   * intervals. Default true.
   */
  readonly membersAllow?: boolean | undefined;
}

/** A second's worth of allocated tokens at hand, no burst yet. */
export function burstBucket(settings: BurstSettings, at: LocalTime): BurstBucket {
  const { rate, limit, burstSeconds = 300 } = settings;
  return {
    allocated: fullBucket(rate, rate, at),
    burst: emptyBucket(0, rate * burstSeconds, at),
    limit: limit === undefined ? undefined : fullBucket(limit, limit, at),
    burstSeconds,
  };
}

/**
 * Admits a request of `units`, or throttles it, in the paper's order: allocated tokens first, and
 * they do not ask the node; then burst tokens, as far as the node has room. Whoever pays, the node
 * and the limit are charged.
 */
export function admit(
  partition: BurstBucket,
  units: number,
  at: LocalTime,
  surroundings: Surroundings = {},
): PaidBy {
  bringUpToDate(partition, at);
  const paidBy = whoPays(partition, units, at, surroundings);
  if (paidBy === "nobody") return paidBy;
  chargeMore(partition, paidBy, units, at, surroundings.node);
  return paidBy;
}

/** Charges more to who paid, into debt if need be: a read turned out larger than it was taken for. */
export function chargeMore(
  partition: BurstBucket,
  paidBy: "allocated" | "burst",
  units: number,
  at: LocalTime,
  node?: TokenBucket,
): void {
  bringUpToDate(partition, at);
  charge(partition[paidBy], units, at);
  if (partition.limit !== undefined) charge(partition.limit, units, at);
  if (node !== undefined) charge(node, units, at);
}

/** The other way round: a request turned out smaller, or never ran. */
export function returnUnused(
  partition: BurstBucket,
  paidBy: "allocated" | "burst",
  units: number,
  at: LocalTime,
  node?: TokenBucket,
): void {
  bringUpToDate(partition, at);
  const over = giveBack(partition[paidBy], units, at);
  if (paidBy === "allocated") giveBack(partition.burst, over, at);
  if (partition.limit !== undefined) giveBack(partition.limit, units, at);
  if (node !== undefined) giveBack(node, units, at);
}

/** From `at` on another allocated rate; tokens above what the new rate may hold are lost. */
export function reallocate(partition: BurstBucket, rate: number, at: LocalTime): void {
  bringUpToDate(partition, at);
  changeRate(partition.allocated, rate, rate, at);
  changeRate(partition.burst, 0, rate * partition.burstSeconds, at);
}

/** Units at hand, below 0 when in debt. Changes nothing. */
export function tokensOf(
  partition: BurstBucket,
  at: LocalTime,
): { readonly allocated: number; readonly burst: number } {
  const copy = {
    ...partition,
    allocated: { ...partition.allocated },
    burst: { ...partition.burst },
  };
  bringUpToDate(copy, at);
  return { allocated: available(copy.allocated, at), burst: available(copy.burst, at) };
}

function bringUpToDate(partition: BurstBucket, at: LocalTime): void {
  giveBack(partition.burst, refill(partition.allocated, at), at);
}

function whoPays(
  partition: BurstBucket,
  units: number,
  at: LocalTime,
  { node, membersAllow = true }: Surroundings,
): PaidBy {
  const { allocated, burst, limit } = partition;
  if (limit !== undefined && !holds(limit, units, at)) return "nobody";
  if (holds(allocated, units, at)) return "allocated";
  const nodeAllows = node === undefined || holds(node, units, at);
  return nodeAllows && membersAllow && holds(burst, units, at) ? "burst" : "nobody";
}
