/**
 * Stamps: the timestamps by which transactions and single writes take their places in one serial
 * order (Idziorek et al., USENIX ATC '23, §3.2, §3.3). Only tables of fleets with transactions have
 * them: the others pay nothing.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Config } from "../config.ts";
import type { Extras, Item } from "../messages/records.ts";
import type { Stamp } from "../messages/transactions.ts";
import { stampAt } from "../transactions/stamps.ts";
import type { ReplicaState } from "./state.ts";

/** What a leader judges writes by, where there are transactions. */
export interface Stamping {
  readonly now: Stamp;
  /** Highest stamp of a delete in the partition; 0: none. */
  readonly deleteStamp: Stamp;
  readonly config: Config;
}

type Stamped = Pick<Item, "value" | "lsn" | "extras">;

/** Undefined: the table knows no transactions. */
export function stampingOf(state: ReplicaState, at: LocalTime): Stamping | undefined {
  const { setup, deleteStamp = 0, deletesLogged = 0 } = state;
  if (setup.transactions === undefined) return undefined;
  const highest = Math.max(deleteStamp, deletesLogged) as Stamp;
  return { now: stampAt(at, 0), deleteStamp: highest, config: setup.config };
}

/** Position of the write that made the value: a prepared item is still the one it was. */
export const madeOf = ({ lsn, extras }: Pick<Item, "lsn" | "extras">): Lsn => extras?.made ?? lsn;

/** Stamp of the last write under a key; of one that is not there, of the partition's last delete. */
export function lastStamp({ value, extras }: Stamped, { deleteStamp }: Stamping): Stamp {
  if (value === undefined) return deleteStamp;
  return extras?.stamp ?? (0 as Stamp);
}

/** By the leader's clock, but later than what it writes over. */
export const nextStamp = (found: Stamped, stamping: Stamping): Stamp =>
  Math.max(stamping.now, lastStamp(found, stamping) + 1) as Stamp;

/** What a write leaves beside the value, with a stamp and without what belonged to the write before. */
export function stamped(extras: Extras | undefined, stamp: Stamp): Extras {
  const { made: _before, transaction: _waitedFor, ...others } = extras ?? {};
  return { ...others, stamp };
}
