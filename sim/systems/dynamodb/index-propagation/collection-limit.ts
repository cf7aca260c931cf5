/** A table with local indexes bounds the items of one partition key (developer guide, LSI). */

import { collectionOf } from "../../../parts/primary-key.ts";
import { buggy, type ReplicaState } from "../replication-group/state.ts";
import type { Image } from "./entries.ts";
import { collectionBytes, hasLocals, weightOf } from "./local-indexes.ts";

/** Whether the write would make a collection too large, or one that is so larger. */
export function isCollectionFull(
  state: ReplicaState,
  item: string,
  found: Image,
  left: Image,
): boolean {
  if (!hasLocals(state)) return false;
  const growth = weightOf(state, item, left) - weightOf(state, item, found);
  if (growth <= 0 || buggy(state, "collection-grows-on")) return false;
  return collectionBytes(state, item) + growth > state.setup.config.collectionLimit;
}

/** Where a partition may be cut near a key: between collections, if there are local indexes. */
export const cutFor = (state: ReplicaState, at: string): string =>
  hasLocals(state) && !buggy(state, "split-inside-a-collection") ? collectionOf(at) : at;
