/** What a write costs on the indexes of its table, known as soon as it is logged. */

import type { AnyWrite, Found } from "../replication-group/outcomes.ts";
import type { ReplicaState } from "../replication-group/state.ts";
import { type IndexSpec, indexTable, isGlobal, type TableSpec } from "../tables.ts";
import { isBegun } from "./creation.ts";
import { entryChange, type Image, unitsOf } from "./entries.ts";

/** Units on all global indexes together; undefined: the table has none. */
export function unitsOnIndexes(
  state: ReplicaState,
  write: AnyWrite,
  found: Found,
  left: Image,
): number | undefined {
  const { table } = state.setup.derived ?? {};
  if (table?.indexes?.some(isGlobal) !== true) return undefined;
  return unitsFor(
    table,
    (index) => isGlobal(index) && isBegun(state, index, indexTable(table.name, index.name)),
    write,
    found,
    left,
  );
}

/** Units on all local indexes together: the table's own. */
export const unitsOnLocal = (
  table: TableSpec | undefined,
  write: AnyWrite,
  found: Found,
  left: Image,
): number =>
  table?.indexes === undefined
    ? 0
    : unitsFor(table, (index) => !isGlobal(index), write, found, left);

function unitsFor(
  { indexes = [] }: TableSpec,
  isMeant: (index: IndexSpec) => boolean,
  { key }: AnyWrite,
  found: Found,
  left: Image,
): number {
  let units = 0;
  for (const index of indexes) {
    if (isMeant(index)) units += unitsOf(entryChange(index, key, found, left));
  }
  return units;
}
