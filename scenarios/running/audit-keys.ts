/** Which items are read after everything has healed: the likeliest ones, a bounded number. */

import type { Call } from "../../sim/client/call.ts";
import { type ItemKey, itemKeyOf, itemName } from "../../sim/client/item-key.ts";
import { itemsNamed } from "../../sim/client/items-named.ts";
import { knownKeys } from "../../sim/client/keys.ts";
import { shareOfCounters } from "../../sim/client/mix.ts";
import { isMade } from "../../sim/client/sort-keys.ts";
import { accountsOf, movesOf } from "../../sim/client/transactions.ts";
import { isRecorded, type Workload } from "../../sim/client/workload.ts";

const most = 400;

/**
 * Items whose names can be told beforehand. Of names that are made as items are, each client audits
 * what it remembers instead.
 *
 * @param loads how many loads share the audit's time
 */
export function auditKeys(workload: Workload, loads = 1): readonly ItemKey[] {
  const bound = Math.ceil(most / loads);
  if (isRecorded(workload)) {
    const { table } = workload;
    const { calls } = workload.arrivals.log;
    if (calls !== undefined) return itemsOf(calls).slice(0, bound);
    return workload.arrivals.log.keyNames.slice(0, bound).map((key) => itemKeyOf({ key, table }));
  }
  const { keys, mix, table, sort } = workload;
  if (isMade(sort)) return [];
  const moves = movesOf(workload);
  if (moves !== undefined) return accountsOf(workload, moves).slice(0, bound);
  const counters = workload.transactions?.writes === "update" ? 1 : shareOfCounters(mix);
  const names = [
    ...(counters < 1 ? knownKeys(keys, false, bound) : []),
    ...(counters > 0 ? knownKeys(keys, true, bound) : []),
  ];
  if (sort?.kind !== "drawn") return names.map((key) => itemKeyOf({ key, table }));
  return names
    .flatMap((key) =>
      Array.from({ length: Math.min(sort.of, bound) }, (_, of) =>
        itemKeyOf({ key, sort: of, table }),
      ),
    )
    .slice(0, bound);
}

/** Each item that is named, once. */
function itemsOf(calls: readonly Call[]): ItemKey[] {
  const items = new Map<string, ItemKey>();
  for (const call of calls) {
    for (const item of itemsNamed(call)) items.set(itemName(item), item);
  }
  return [...items.values()];
}
