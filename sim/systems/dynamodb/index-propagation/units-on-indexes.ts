/** What a write costs on the indexes of its table, known as soon as it is logged. */

import type { AnyWrite, Found } from "../replication-group/outcomes.ts";
import { isGlobal, type TableSpec } from "../tables.ts";
import { entryChange, type Image, unitsOf } from "./entries.ts";

/** Units on all global indexes together; undefined: the table has none. */
export const unitsOnIndexes = (
  table: TableSpec | undefined,
  write: AnyWrite,
  found: Found,
  left: Image,
): number | undefined =>
  table?.indexes?.some(isGlobal) === true ? unitsFor(table, true, write, found, left) : undefined;

/** Units on all local indexes together: the table's own. */
export const unitsOnLocal = (
  table: TableSpec | undefined,
  write: AnyWrite,
  found: Found,
  left: Image,
): number => (table?.indexes === undefined ? 0 : unitsFor(table, false, write, found, left));

function unitsFor(
  { indexes = [] }: TableSpec,
  global: boolean,
  { key }: AnyWrite,
  found: Found,
  left: Image,
): number {
  let units = 0;
  for (const index of indexes) {
    if (isGlobal(index) === global) units += unitsOf(entryChange(index, key, found, left));
  }
  return units;
}
