/**
 * Local indexes: entries under the items' own partition keys, in the same replica, and so as new as
 * the items (developer guide, LSI). They follow from the items: none is logged or copied. A replica
 * makes them when somebody asks for them, and keeps them up from then on.
 */

import {
  emptyOrderedMap,
  entriesOf,
  insert,
  keepOrder,
  type OrderedMap,
  remove,
} from "../../../parts/ordered-map.ts";
import { collectionOf } from "../../../parts/primary-key.ts";
import type { Item } from "../messages/records.ts";
import type { ReplicaState } from "../replication-group/state.ts";
import { type IndexSpec, isGlobal } from "../tables.ts";
import { type Image, keyOfEntry, shownBy } from "./entries.ts";

export interface Locals {
  /** By the index's name. */
  readonly entries: Map<string, OrderedMap<Item>>;
  /** By partition key: bytes of its items and of their entries. */
  readonly collections: Map<string, number>;
}

const localsIn = ({ setup }: ReplicaState): readonly IndexSpec[] =>
  (setup.derived?.table.indexes ?? []).filter((index) => !isGlobal(index));

export const hasLocals = (state: ReplicaState): boolean => localsIn(state).length > 0;

/** Entries of the index, in its order. */
export function localEntries(state: ReplicaState, index: string): OrderedMap<Item> {
  const entries = localsOf(state).entries.get(index) ?? emptyOrderedMap<Item>();
  keepOrder(entries);
  return entries;
}

/** Bytes of all items with this one's partition key, and of their entries. */
export const collectionBytes = (state: ReplicaState, item: string): number =>
  localsOf(state).collections.get(collectionOf(item)) ?? 0;

/** What an item and its entries weigh together. */
export function weightOf(state: ReplicaState, item: string, image: Image): number {
  let bytes = image.value === undefined ? 0 : image.bytes;
  for (const index of localsIn(state)) bytes += shownBy(index, item, image)?.bytes ?? 0;
  return bytes;
}

/** An item has changed: its entries do, too, if anybody has asked for them. */
export function keepLocals(
  state: ReplicaState,
  item: string,
  before: Item | undefined,
  after: Item | undefined,
): void {
  const { locals } = state;
  if (locals === undefined) return;
  if (before !== undefined) change(state, locals, item, before, -1);
  if (after !== undefined) change(state, locals, item, after, 1);
}

function localsOf(state: ReplicaState): Locals {
  if (state.locals !== undefined) return state.locals;
  const made: Locals = { entries: new Map(), collections: new Map() };
  for (const { name } of localsIn(state)) made.entries.set(name, emptyOrderedMap());
  for (const [key, item] of entriesOf(state.items)) change(state, made, key, item, 1);
  state.locals = made;
  return made;
}

/** Puts in (1) or takes out (-1) what belongs to an item. */
function change(
  state: ReplicaState,
  { entries, collections }: Locals,
  key: string,
  item: Item,
  sign: 1 | -1,
): void {
  const collection = collectionOf(key);
  const bytes = (collections.get(collection) ?? 0) + sign * weightOf(state, key, item);
  collections.set(collection, bytes);
  for (const index of localsIn(state)) {
    const shown = shownBy(index, key, item);
    const map = entries.get(index.name);
    if (shown === undefined || map === undefined) continue;
    const entry = keyOfEntry(index, shown, key);
    const { value, bytes: size } = shown;
    const source = item.extras?.made ?? item.lsn;
    if (sign === -1) remove(map, entry);
    else insert(map, entry, { value, bytes: size, lsn: item.lsn, extras: { source } });
  }
}
