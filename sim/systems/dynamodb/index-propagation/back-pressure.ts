/**
 * A queue between table and index that is full: the partition refuses writes until it has room again,
 * whether or not they are about the index (developer guide, GSI throttling; AWS hands-on lab on GSI
 * back pressure). The error names the index.
 */

import type { Throttle } from "../../../client/operation.ts";
import { tableRate } from "../admission/allocation.ts";
import { throttle } from "../admission/throttles.ts";
import type { Config } from "../config.ts";
import { buggy, type ReplicaState } from "../replication-group/state.ts";
import type { IndexSpec } from "../tables.ts";
import type { Feed } from "./propagation.ts";

/** Undefined: there is room in all queues, or nobody asks. */
export function fullIndex(state: ReplicaState): Throttle | undefined {
  const { propagating, setup } = state;
  if (propagating === undefined || !setup.config.indexBackPressure) return undefined;
  if (buggy(state, "index-queue-not-counted")) return undefined;
  for (const feed of propagating.feeds) {
    if (feed.backlog >= mostWaiting(setup.config, feed.index)) return refusedFor(feed);
  }
  return undefined;
}

/** Entries that the queue of one partition to the index holds. */
export function mostWaiting(config: Config, { name, capacity }: IndexSpec): number {
  const spec = { name, capacity: capacity ?? ({ mode: "on-demand" } as const) };
  const rate = tableRate(spec, "write", config.tableQuota);
  return Math.max(config.indexBacklogLeast, (rate * config.indexBacklogTime) / 1_000_000);
}

/** What refused the index's own writes, or its rate where nothing did: it is behind all the same. */
function refusedFor({ throttle: found, index, name }: Feed): Throttle {
  if (found !== undefined) return found;
  const { mode } = index.capacity ?? { mode: "on-demand" };
  const limit = mode === "provisioned" ? "provisioned" : "key-range";
  const where = { direction: "write", resource: name } as const;
  return limit === "provisioned"
    ? throttle({ mode: "provisioned", limit }, where)
    : throttle({ mode: "on-demand", limit }, where);
}
