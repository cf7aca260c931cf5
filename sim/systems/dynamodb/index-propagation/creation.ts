/** How far the creation of an index is, as the log of a partition has it (`backfill.ts`). */

import type { Lsn } from "../../../parts/replicated-log.ts";
import type { ReplicaState } from "../replication-group/state.ts";
import type { IndexSpec } from "../tables.ts";

/** Under which names the log keeps it, beside those of who follows it. */
export const begun = (name: string): string => `${name} begun`;
export const scanned = (name: string): string => `${name} scanned`;

/** Whether writes are passed on by now; an index that is as old as its table has always been. */
export const isBegun = (
  { followed }: Pick<ReplicaState, "followed">,
  { from }: IndexSpec,
  name: string,
): boolean => from === undefined || followed.has(begun(name));

/** Whether what is written at this position is passed on. */
export function isPassedOn(
  { followed }: Pick<ReplicaState, "followed">,
  { from }: IndexSpec,
  name: string,
  lsn: Lsn,
): boolean {
  if (from === undefined) return true;
  const since = followed.get(begun(name));
  return since !== undefined && lsn > since;
}
