/** What an index should show of an item: worked out here anew, not by the code that feeds it. */

import type { Value } from "../../sim/parts/condition.ts";
import { parseItemKey } from "../../sim/parts/primary-key.ts";
import type { Item } from "../../sim/systems/dynamodb/messages/records.ts";
import type { IndexSpec } from "../../sim/systems/dynamodb/tables.ts";

export interface ExpectedEntry {
  /** Its place in the index, in words: partition value, sort value, item. */
  readonly place: string;
  /** What it shows of the item. */
  readonly shows: Value;
  /** All that is projected, in one text: the same again is no change. */
  readonly content: string;
}

/** Undefined: the item should have no entry. */
export function expectedEntry(
  index: IndexSpec,
  item: string,
  { value, bytes, extras }: Pick<Item, "value" | "bytes" | "extras">,
): ExpectedEntry | undefined {
  if (value === undefined) return undefined;
  const attributes = extras?.attributes ?? {};
  const isLocal = index.kind === "local";
  const partition = isLocal ? parseItemKey(item).partition : attributes[index.key ?? ""];
  const sort = index.sort === undefined ? undefined : attributes[index.sort];
  if (partition === undefined || (index.sort !== undefined && sort === undefined)) return undefined;
  const place = placeOf(String(partition), sort, item);
  switch (index.projection ?? "all") {
    case "keys-only":
      return { place, shows: "", content: "" };
    case "all":
      return { place, shows: value, content: `${textOf(value)} ${bytes} ${inOrder(attributes)}` };
    default:
      return { place, shows: value, content: textOf(value) };
  }
}

/** Numbers and texts apart. */
const textOf = (value: Value): string => (typeof value === "number" ? `${value}` : `"${value}"`);

function inOrder(attributes: Readonly<Record<string, Value>>): string {
  const names = Object.keys(attributes);
  if (names.length > 1) names.sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return names.map((name) => `${name}:${textOf(attributes[name]!)}`).join();
}

/** An item's key begins with its hash: it cannot be mistaken for a part of what comes before it. */
export const placeOf = (partition: string, sort: Value | undefined, item: string): string =>
  `${partition} ${sort === undefined ? "-" : textOf(sort)} ${item}`;
