/** Where the shards of a partition are: on one server, by the hash of the partition's name. */

import type { Address } from "../../../kernel/role.ts";
import { keyHash } from "../../../parts/key-hash.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";

/** Throws nothing: `servers` has one at least. The paper does not say how shards are placed. */
export function homeOf(partition: string, servers: readonly Address[]): Address {
  const place = Number.parseInt(keyHash(partition).slice(0, 6), 16) % servers.length;
  return servers[place]!;
}

/** A shard is named after its partition and the position of the log behind which it begins. */
export const shardId = (partition: string, from: Lsn): string => `${partition}:${from}`;

export const partitionOf = (shard: string): string => shard.slice(0, shard.lastIndexOf(":"));

/** Whether it begins where its partition's log does: no other shard comes before it. */
export const isRoot = (shard: string): boolean => shard.endsWith(":0");
