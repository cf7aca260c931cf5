/**
 * Admission on a storage node: each replica that it hosts has buckets of its own for reads and for
 * writes, apart from one another, and the node may have one for all of them (ATC '22, §4.1.1). Under
 * global admission control these are the second line: a partition's maximum, so that no application
 * takes most of a node (§4.2).
 *
 * Pure functions over plain state. Each replica admits on its own, as it knows of no other: so three
 * replicas together serve three times the eventual reads of one.
 */

import type { Throttle } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import {
  type BurstBucket,
  burstBucket,
  chargeMore,
  admit as payFrom,
  reallocate,
  returnUnused,
  type Surroundings,
} from "../../../parts/burst-bucket.ts";
import { available, charge, fullBucket, type TokenBucket } from "../../../parts/token-bucket.ts";
import type { TableSpec } from "../tables.ts";
import { allocationOf, partitionLimit, partsOf } from "./allocation.ts";
import { type Demand, type Direction, directionOf, estimateOf } from "./demand.ts";
import type { TableRates } from "./messages.ts";
import {
  noteConsumed,
  noteRefused,
  type PartitionWatch,
  partitionWatch,
} from "./partition-watch.ts";
import { type AdmissionConfig, hasBug } from "./settings.ts";
import { throttle } from "./throttles.ts";

export interface NodeAdmission {
  readonly config: AdmissionConfig;
  readonly tables: ReadonlyMap<string, TableSpec>;
  /** Since when replicas here have had buckets, unless `openPartition` said otherwise. */
  readonly since: LocalTime;
  /** Of the partitions that were ever asked: idle ones cost nothing. */
  readonly partitions: Map<string, PartitionBuckets>;
  readonly node: Readonly<Record<Direction, TokenBucket>> | undefined;
  /** Other nodes' write units to spare, as they last said. */
  readonly rooms: Map<Address, number>;
  /** Totals of write units that groups led here made for other nodes, and as those say, for this one. */
  readonly led: Map<Address, number>;
  readonly ledBy: Map<Address, number>;
  readonly watches: Map<string, PartitionWatch>;
  /** Of the tables whose throughput was changed since the run began. */
  readonly rates: Map<string, TableRates>;
  /** How often partitions here have been split, where they have. */
  readonly splits: Map<string, number>;
}

export interface PartitionBuckets {
  readonly table: string;
  readonly read: BurstBucket;
  readonly write: BurstBucket;
}

/** A request for a partition's replica here. */
export interface PartitionDemand extends Demand {
  readonly partition: string;
  /** Nodes of the other members, which a write is work for too. */
  readonly members?: readonly Address[];
}

export function nodeAdmission(
  config: AdmissionConfig,
  tables: ReadonlyMap<string, TableSpec>,
  at: LocalTime,
): NodeAdmission {
  const { nodeReadCapacity: read, nodeWriteCapacity: write } = config;
  const node = config.nodeBuckets
    ? { read: fullBucket(read, read, at), write: fullBucket(write, write, at) }
    : undefined;
  return {
    config,
    tables,
    since: at,
    node,
    rooms: new Map(),
    led: new Map(),
    ledBy: new Map(),
    rates: new Map(),
    splits: new Map(),
    partitions: new Map(),
    watches: new Map(),
  };
}

/** Admits the request, and charges what it will cost at least; or says why not. */
export function admit(
  state: NodeAdmission,
  demand: PartitionDemand,
  at: LocalTime,
): Throttle | undefined {
  const { config } = state;
  if (config.admission === "none") return undefined;
  const bucket = bucketsOf(state, demand.partition, demand.table)[paysFrom(config, demand)];
  const units = estimateOf(demand);
  const around = surroundings(state, demand);
  if (payFrom(bucket, tokensFor(config, demand, units), at, around) !== "nobody") return undefined;
  const direction = directionOf(demand);
  noteRefused(watchOf(state, demand.partition, at), direction, units, at);
  const mode = state.tables.get(demand.table)?.capacity.mode ?? "provisioned";
  const { table: resource, partition } = demand;
  return throttle({ mode, limit: "key-range" }, { direction, resource, partition });
}

/**
 * The request cost `units`: charges or gives back the difference to what `admit` took, into debt if
 * need be. 0: it never ran.
 */
export function settle(
  state: NodeAdmission,
  demand: PartitionDemand,
  units: number,
  at: LocalTime,
): void {
  const { config } = state;
  if (config.admission === "none") return;
  const direction = paysFrom(config, demand);
  const bucket = bucketsOf(state, demand.partition, demand.table)[direction];
  const more = tokensFor(config, demand, units - estimateOf(demand));
  const node = state.node?.[direction];
  if (more < 0) returnUnused(bucket, "allocated", -more, at, node);
  else if (more > 0 && !hasBug(config, "debt-forgotten")) {
    chargeMore(bucket, "allocated", more, at, node);
  }
}

/** Notes what a request for `key` consumed, for balancing and splitting. */
export function observe(
  state: NodeAdmission,
  demand: PartitionDemand,
  key: string,
  units: number,
  at: LocalTime,
): void {
  const watch = watchOf(state, demand.partition, at);
  noteConsumed(watch, directionOf(demand), key, units, at);
}

/** A replica has come here: what it may burst with is counted from now. */
export function openPartition(
  state: NodeAdmission,
  partition: string,
  table: string,
  at: LocalTime,
): void {
  state.partitions.set(partition, freshBuckets(state, partition, table, at));
}

export function closePartition(state: NodeAdmission, partition: string): void {
  state.partitions.delete(partition);
  state.watches.delete(partition);
}

/** From now on the partition is allocated `rate` units a second, up to its limit. */
export function setAllocation(
  state: NodeAdmission,
  { partition, table }: { readonly partition: string; readonly table: string },
  direction: Direction,
  rate: number,
  at: LocalTime,
): void {
  const bucket = bucketsOf(state, partition, table)[direction];
  reallocate(bucket, Math.min(rate, partitionLimit(state.config, direction)), at);
}

/** Write units that this node has to spare: what it tells the leaders with members here. */
export const roomOf = ({ node }: NodeAdmission, at: LocalTime): number =>
  node === undefined ? Number.MAX_SAFE_INTEGER : available(node.write, at);

/** A write led elsewhere was work for this node, too. */
export function chargeNode({ node }: NodeAdmission, units: number, at: LocalTime): void {
  if (node !== undefined) charge(node.write, units, at);
}

export function bucketsOf(
  state: NodeAdmission,
  partition: string,
  table: string,
): PartitionBuckets {
  let buckets = state.partitions.get(partition);
  if (buckets === undefined) {
    buckets = freshBuckets(state, partition, table, state.since);
    state.partitions.set(partition, buckets);
  }
  return buckets;
}

/** What the partition has of its table, when nobody boosts it; its limit where nothing is divided. */
export function evenShare(
  { config, tables, rates, splits }: NodeAdmission,
  partition: string,
  table: string,
  direction: Direction,
): number {
  const spec = tables.get(table);
  if (spec === undefined) return allocationOf(config, spec, direction);
  const parts = partsOf(spec, partition, splits.get(partition) ?? 0);
  const changed = rates.get(table);
  return allocationOf(
    config,
    spec,
    direction,
    changed === undefined ? { parts } : { parts, changed },
  );
}

function freshBuckets(
  state: NodeAdmission,
  partition: string,
  table: string,
  at: LocalTime,
): PartitionBuckets {
  const { config } = state;
  const fresh = (direction: Direction): BurstBucket => {
    const rate = evenShare(state, partition, table, direction);
    const limit = partitionLimit(config, direction);
    if (config.admission === "gac") return burstBucket({ rate, burstSeconds: 0 }, at);
    return burstBucket({ rate, limit, burstSeconds: config.burstSeconds }, at);
  };
  return { table, read: fresh("read"), write: fresh("write") };
}

/** Tokens of the bucket for so many units: an eventual read's half units have a price of their own. */
function tokensFor(config: AdmissionConfig, { kind }: Demand, units: number): number {
  if (kind !== "eventual-read") return units;
  return (units * 2 * config.partitionReadLimit) / config.eventualReadsPerReplica;
}

const paysFrom = (config: AdmissionConfig, demand: Demand): Direction =>
  hasBug(config, "reads-charged-to-writes") ? "write" : directionOf(demand);

function surroundings(state: NodeAdmission, demand: PartitionDemand): Surroundings {
  const direction = directionOf(demand);
  if (state.node === undefined || hasBug(state.config, "burst-without-node-check")) return {};
  const units = estimateOf(demand);
  const { members = [] } = demand;
  // A node that has not said anything yet has nothing against it.
  const membersAllow =
    direction === "read" || members.every((member) => (state.rooms.get(member) ?? units) >= units);
  return { node: state.node[direction], membersAllow };
}

export function watchOf(state: NodeAdmission, partition: string, at: LocalTime): PartitionWatch {
  let watch = state.watches.get(partition);
  if (watch === undefined) {
    watch = partitionWatch(state.config, at);
    state.watches.set(partition, watch);
  }
  return watch;
}
