/** What a leader knows of the global indexes that it feeds. All of it is memory. */

import type { RequestId, Throttle } from "../../../client/operation.ts";
import type { Value } from "../../../parts/condition.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Derived } from "../derived.ts";
import { followedBy } from "../replication-group/followed.ts";
import { buggy, type ReplicaState } from "../replication-group/state.ts";
import { type IndexSpec, indexTable, isGlobal } from "../tables.ts";

/** One entry on its way to its partition of the index. */
export interface Sending {
  /** Place of its index among `Propagating.feeds`. */
  readonly feed: number;
  /** The write of the table that makes it so. */
  readonly source: Lsn;
  /** Whole key of the item. */
  readonly item: string;
  readonly key: string;
  /** Undefined removes the entry. */
  readonly value: Value | undefined;
  readonly bytes: number;
  /** It is of the scan of an index that is being created, and not of the log. */
  readonly scanned: boolean;
  /** The attempt under way; undefined: it waits. */
  request: RequestId | undefined;
  /** How often it was refused. */
  refused: number;
}

/** One index, as this partition feeds it. */
export interface Feed {
  readonly index: IndexSpec;
  /** Its table. */
  readonly name: string;
  /** Entries of committed records up to here are counted in `backlog`. */
  counted: Lsn;
  /** Records up to here are under way, or done. */
  walked: Lsn;
  /** Entries of committed records that the index has not confirmed. */
  backlog: number;
  /** Positions that are under way, in the order of the log, with the entries that they still lack. */
  open: Map<Lsn, number>;
  /** Items that have a position under way, with the positions that wait for it. */
  items: Map<string, Lsn[]>;
  /** What refused the index's writes last; undefined: nothing has since the queue was empty. */
  throttle: Throttle | undefined;
  /** While it is being created. */
  scan: { next: string; underWay: number; ended: boolean } | undefined;
}

export interface Propagating {
  readonly feeds: Feed[];
  /** By number. */
  sendings: Map<number, Sending>;
  /** Which entry an attempt is about. */
  asked: Map<RequestId, number>;
  /** The router asked, by its place. */
  router: number;
  /** What of an index's creation has been put into the log, by its name there. */
  ordered: Set<string>;
}

/** A leader begins where its log says that its predecessors have come to. */
export const beginPropagating = (state: ReplicaState, { table }: Derived): Propagating => ({
  feeds: (table.indexes ?? []).filter(isGlobal).map((index) => {
    const name = indexTable(table.name, index.name);
    const from = buggy(state, "index-followed-from-the-end")
      ? state.committed
      : followedBy(state, name);
    return {
      index,
      name,
      counted: from,
      walked: from,
      backlog: 0,
      open: new Map(),
      items: new Map(),
      throttle: undefined,
      scan: undefined,
    };
  }),
  sendings: new Map(),
  asked: new Map(),
  router: 0,
  ordered: new Set(),
});

/** Everything up to here has been confirmed by the index. */
export function confirmedUpTo(feed: Feed): Lsn {
  for (const lsn of feed.open.keys()) return (lsn - 1) as Lsn;
  return feed.walked;
}

/** The ablation: answers wait for indexes. */
export const isFedFirst = ({ propagating, setup }: ReplicaState): boolean =>
  propagating !== undefined && setup.config.indexFeeding === "synchronous";

/** What is committed, and confirmed by all indexes. */
export function fedUpTo({ propagating, committed }: ReplicaState): Lsn {
  let least = committed;
  for (const feed of propagating?.feeds ?? []) {
    const upTo = confirmedUpTo(feed);
    if (upTo < least) least = upTo;
  }
  return least;
}
