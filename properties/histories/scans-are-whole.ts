import { isWrite, type Operation } from "../../sim/client/history.ts";
import { type ItemKey, itemKeyOf, itemName } from "../../sim/client/item-key.ts";
import type { PageItem } from "../../sim/client/operation.ts";
import type { HistoryProperty } from "../property.ts";
import { isPossible, itemOf, possibleWrites, writesByItem } from "./possible-writes.ts";

/**
 * A scan that came to its end, all its pages together: every item that must have been there all the
 * while is on one of them, none is on two, and no page holds more than was asked for. Between its
 * first page and its last a strong scan may see an item before or after a write, as each page is of
 * an instant of its own; an eventual one is left out.
 */
export const scansAreWhole: HistoryProperty = {
  kind: "history",
  name: "scans-are-whole",
  statement: "A strong scan shows every item that was there all the while, and shows it once.",
  source: "claim K1; developer guide, Scan",

  judge({ operations }) {
    const scans = wholeScans(operations);
    if (scans.length === 0) {
      return { verdict: "unknown", checked: 0, reason: "no strong scan came to its end" };
    }
    const writes = writesByItem(operations);
    const items = itemsByTable(operations);
    for (const pages of scans) {
      const what = faultOf(pages, items, writes);
      if (what === undefined) continue;
      const { request, process, invoked } = pages[0]!;
      return {
        verdict: "broken",
        checked: scans.length,
        reason: `scan r${request} (${process}) ${what}`,
        at: pages.at(-1)?.completed ?? invoked,
        operations: pages.map((page) => page.request).slice(0, 9),
      };
    }
    const pages = scans.reduce((sum, { length }) => sum + length, 0);
    return {
      verdict: "holds",
      checked: scans.length,
      reason: `${scans.length} scans of ${pages} pages show all items`,
    };
  },
};

/** The pages of each scan in their order, of those whose last page says that there is no more. */
function wholeScans(operations: readonly Operation[]): readonly (readonly Operation[])[] {
  const byFirst = new Map<number, Operation[]>();
  for (const operation of operations) {
    const { kind, consistency, outcome, page, range } = operation;
    if (kind !== "scan" || consistency !== "strong" || outcome !== "ok" || page === undefined) {
      continue;
    }
    const first = range?.pageOf ?? operation.retryOf ?? operation.request;
    const pages = byFirst.get(first);
    if (pages === undefined) byFirst.set(first, [operation]);
    else pages.push(operation);
  }
  return [...byFirst.values()].filter(
    (pages) => pages[0]!.range?.startAfter === undefined && pages.at(-1)!.page!.last === undefined,
  );
}

/** The items that were ever written, by table. */
function itemsByTable(operations: readonly Operation[]): ReadonlyMap<string, readonly ItemKey[]> {
  const byTable = new Map<string, Map<string, ItemKey>>();
  for (const operation of operations.filter(isWrite)) {
    const item = itemOf(operation);
    const items = byTable.get(item.table ?? "") ?? new Map<string, ItemKey>();
    byTable.set(item.table ?? "", items.set(operation.key, item));
  }
  return new Map([...byTable].map(([table, items]) => [table, [...items.values()]]));
}

function faultOf(
  pages: readonly Operation[],
  items: ReadonlyMap<string, readonly ItemKey[]>,
  writes: ReadonlyMap<string, readonly Operation[]>,
): string | undefined {
  const { table } = itemOf(pages[0]!);
  const shown = new Set<string>();
  for (const { page, range } of pages) {
    const { limit = Number.POSITIVE_INFINITY } = range!;
    const found = page!.items.length;
    if (found > limit) return `has a page of ${found} items, expected at most ${limit}`;
    for (const item of page!.items) {
      const name = nameOf(item, table);
      if (shown.has(name)) return `shows ${name} twice`;
      shown.add(name);
    }
  }
  const [from, until] = [pages[0]!.invoked, pages.at(-1)!.completed ?? Number.POSITIVE_INFINITY];
  const missing = (items.get(table ?? "") ?? []).find((item) => {
    const name = itemName(item);
    if (shown.has(name)) return false;
    return !isPossible(possibleWrites(writes.get(name) ?? [], from, until), undefined);
  });
  return missing === undefined
    ? undefined
    : `lacks ${itemName(missing)}, which was there all the while`;
}

const nameOf = ({ key, sort }: PageItem, table: string | undefined): string =>
  itemName(itemKeyOf({ key, sort, table }));
