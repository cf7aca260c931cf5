import type { SortKey } from "./operation.ts";

/** What names an item from outside: its table, its partition key, its sort key. */
export interface ItemKey {
  readonly key: string;
  /** Absent: the table's primary key has no sort key. */
  readonly sort?: SortKey;
  /** Absent: the system has one table. */
  readonly table?: string;
}

/**
 * One text for the item: "key-1" where there is neither table nor sort key, else "orders/customer-7"
 * or "orders/customer-7/42", with an empty table where none is named. Slashes within the parts are
 * written %2F, so that two items of a run never share a text. (Sort keys of a table are all numbers
 * or all texts, so 42 and "42" are never both in it.)
 */
export function itemName({ table, key, sort }: ItemKey): string {
  if (sort === undefined) return table === undefined ? key : `${escaped(table)}/${escaped(key)}`;
  return `${escaped(table ?? "")}/${escaped(key)}/${escaped(String(sort))}`;
}

const escaped = (part: string): string =>
  part.includes("/") || part.includes("%")
    ? part.replaceAll("%", "%25").replaceAll("/", "%2F")
    : part;

/** The parts alone, without fields that are undefined. */
export const itemKeyOf = ({
  key,
  sort,
  table,
}: {
  readonly key: string;
  readonly sort?: SortKey | undefined;
  readonly table?: string | undefined;
}): ItemKey => {
  if (sort === undefined) return table === undefined ? { key } : { key, table };
  return table === undefined ? { key, sort } : { key, sort, table };
};

/** What a key adds to an item's size, in bytes. Source: developer guide, item sizes; facts 3.3. */
export function sortBytes(sort: SortKey | undefined): number {
  if (sort === undefined) return 0;
  if (typeof sort === "string") return sort.length;
  return 1 + Math.ceil(String(Math.abs(sort)).length / 2);
}
