import type { Address } from "../../kernel/role.ts";
import type { Zone } from "../../kernel/system.ts";
import { contains } from "../../parts/key-range.ts";
import { itemKey } from "../../parts/primary-key.ts";
import { layOut } from "./layout.ts";
import { doorOf, type TableSpec } from "./tables.ts";

/**
 * The machine of the storage node that leads a partition key's partition when a run begins: whom to
 * crash. Throws a RangeError where there is no such table.
 */
export function leadingNode(
  zones: readonly Zone[],
  tables: readonly TableSpec[],
  { table, key }: { readonly table: string; readonly key: string },
): string {
  const { routes } = layOut(zones, tables);
  const stored = itemKey(key, undefined);
  const route = routes.find(({ table: of, range }) => of === table && contains(range, stored));
  const leader: Address | undefined = route?.leader;
  if (leader === undefined) throw new RangeError(`expected a table called ${table}, got none`);
  return doorOf(leader);
}
