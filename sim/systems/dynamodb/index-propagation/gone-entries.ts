/** Entries that are gone: what an index remembers of them, until it forgets (`purging.ts`). */

import { remove } from "../../../parts/ordered-map.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Item } from "../messages/records.ts";
import { itemSum } from "../replication-group/checksum.ts";
import type { ReplicaState } from "../replication-group/state.ts";

export interface Purging {
  /** Entries gone that are remembered, as far as this replica has seen them go. */
  gone: number;
  /** As leader: a timer runs. */
  armed: boolean;
  /** As leader: what was committed when the timer was set. */
  upTo: Lsn;
}

export const isGone = ({ value, extras }: Pick<Item, "value" | "extras">): boolean =>
  value === undefined && extras?.source !== undefined;

/** The order is committed: entries that went before that position are forgotten. */
export function applyPurge(state: ReplicaState, upTo: Lsn): void {
  const old: (readonly [string, Item])[] = [];
  let left = 0;
  for (const bucket of state.items.buckets) {
    for (const [key, item] of bucket) {
      if (!isGone(item)) continue;
      if (item.lsn <= upTo) old.push([key, item]);
      else left += 1;
    }
  }
  for (const [key, item] of old) {
    remove(state.items, key);
    if (state.upkeep !== undefined)
      state.upkeep.sum = (state.upkeep.sum ^ itemSum(key, item)) >>> 0;
  }
  if (state.purging !== undefined) state.purging.gone = left;
}
