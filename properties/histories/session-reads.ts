/** What one client reads, against what it wrote and read before: by item, in the order of its clock. */

import { isWrite, type Operation } from "../../sim/client/history.ts";
import { itemName } from "../../sim/client/item-key.ts";

/** Where a read looks: at the leader, at any replica, or at an index. */
export type ReadType = "strong" | "eventual" | "index";

/** A read that shows an older version of an item than its client knew already. */
export interface BackInTime {
  readonly guarantee: "read-your-writes" | "monotonic-reads";
  readonly type: ReadType;
  readonly read: Operation;
  readonly item: string;
  readonly version: number;
  /** What the client knew, and by which operation. */
  readonly known: number;
  readonly by: Operation;
}

export interface SessionReads {
  /** Items seen, by type of read. */
  readonly seen: Readonly<Record<ReadType, number>>;
  readonly found: readonly BackInTime[];
}

/** What a client knows of an item: the newest version, and who told it first. */
interface Known {
  version: number;
  by: Operation;
  at: number;
}

/**
 * Only what had ended before the read began counts, and for monotonic reads only reads of the same
 * type. An item that an index does not show is not judged: it may be under another key by then.
 */
export function sessionReads(operations: readonly Operation[]): SessionReads {
  const written = new Map<string, Known[]>();
  const read = new Map<string, Known[]>();
  const seen = { strong: 0, eventual: 0, index: 0 };
  const found: BackInTime[] = [];
  const answered = operations
    .filter(({ outcome, completed }) => outcome === "ok" && completed !== undefined)
    .sort((left, right) => (left.completed ?? 0) - (right.completed ?? 0));
  for (const operation of answered) {
    if (isWrite(operation)) {
      const { client, key, version } = operation;
      note(written, `${client} ${key}`, version, operation);
      continue;
    }
    const type = typeOf(operation);
    if (type === undefined) continue;
    for (const { item, version } of itemsOf(operation)) {
      seen[type] += 1;
      const place = `${operation.client} ${item}`;
      const shown = { type, read: operation, item, version };
      const own = knownBefore(written.get(place), operation.invoked);
      if (own !== undefined && own.version > version) {
        found.push({ guarantee: "read-your-writes", ...shown, known: own.version, by: own.by });
      }
      const before = knownBefore(read.get(`${type} ${place}`), operation.invoked);
      if (before !== undefined && before.version > version) {
        const { version: known, by } = before;
        found.push({ guarantee: "monotonic-reads", ...shown, known, by });
      }
      note(read, `${type} ${place}`, version, operation);
    }
  }
  return { seen, found };
}

function typeOf({ kind, consistency, range }: Operation): ReadType | undefined {
  if (kind === "get") return consistency;
  if (kind !== "query" || range?.index === undefined) return undefined;
  return consistency === "strong" ? "strong" : "index";
}

/** A get's item; of an index's page the items that its entries show. */
function itemsOf(operation: Operation): readonly { item: string; version: number }[] {
  if (operation.kind === "get") {
    // An item that is not there has no version to compare.
    return operation.result === undefined
      ? []
      : [{ item: operation.key, version: operation.version }];
  }
  const table = operation.item?.table;
  return (operation.page?.items ?? []).flatMap(({ of, version }) => {
    if (of === undefined || version === undefined) return [];
    const { key, sort } = of;
    const name = itemName({
      key,
      ...(sort === undefined ? {} : { sort }),
      ...(table === undefined ? {} : { table }),
    });
    return [{ item: name, version }];
  });
}

/** Notes come in the order of completion; only what is newer than all before is kept. */
function note(notes: Map<string, Known[]>, place: string, version: number, by: Operation): void {
  const known = notes.get(place) ?? [];
  notes.set(place, known);
  const newest = known[known.length - 1];
  if (newest === undefined || version > newest.version) {
    known.push({ version, by, at: by.completed ?? by.invoked });
  }
}

/** The newest that was known before an instant. */
function knownBefore(known: readonly Known[] | undefined, instant: number): Known | undefined {
  for (let place = (known?.length ?? 0) - 1; place >= 0; place -= 1) {
    if (known![place]!.at < instant) return known![place];
  }
  return undefined;
}
