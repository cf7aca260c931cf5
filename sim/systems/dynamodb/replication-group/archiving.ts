/**
 * Archiving agents (ATC '22, §5.1, §5.2): all replicas of a group, log replicas too, archive its
 * log, so that it outlives every one of them. Whoever comes first stores a segment; who finds it
 * there compares it with its own log. Before an agent stores anything it checks that the records are
 * of this partition, whole and without a hole, and continue what is archived.
 *
 * Only committed records are archived. A replica keeps the records that it has not seen archived.
 */

import { us } from "../../../kernel/time.ts";
import { contains } from "../../../parts/key-range.ts";
import { type Lsn, recordsBetween } from "../../../parts/replicated-log.ts";
import type { Archived, Segment } from "../messages/healing.ts";
import type { LogRecord } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { checksumOf } from "./checksum.ts";
import { buggy, type ReplicaState } from "./state.ts";

export function armArchiving({ setup }: ReplicaState, effects: ReplicaEffects): void {
  const { archivePeriod } = setup.config;
  if (setup.archive === undefined) return;
  // Apart from one another, so that most find the segment there and compare.
  effects.setTimer("archive", archivePeriod, us(archivePeriod * 1.25));
}

/** Asks what is archived: nothing is sent that is there already. */
export function onArchiveTimer(state: ReplicaState, effects: ReplicaEffects): void {
  armArchiving(state, effects);
  askArchive(state, effects);
}

/** Enough has come together to archive it before the period is over. */
export function archiveIfLarge(state: ReplicaState, effects: ReplicaEffects): void {
  const { unarchived = 0 } = state.upkeep ?? {};
  if (unarchived >= state.setup.config.archiveSize) askArchive(state, effects);
}

function askArchive(state: ReplicaState, effects: ReplicaEffects): void {
  const { archive, partition } = state.setup;
  const { upkeep } = state;
  if (upkeep === undefined || archive === undefined || partition === undefined) return;
  upkeep.unarchived = 0;
  upkeep.archiveUpTo = state.committed;
  if (upkeep.archiveUpTo <= upkeep.archived) return;
  const from = (upkeep.archived + 1) as Lsn;
  effects.send(archive, { kind: "ask-archived", partition, from });
}

/** Compares what is there, and archives what is not. */
export function onArchived(
  state: ReplicaState,
  { upTo, segments }: Archived,
  effects: ReplicaEffects,
): void {
  const { upkeep } = state;
  if (upkeep === undefined) return;
  for (const segment of segments) compare(state, segment, effects);
  const trusting = buggy(state, "archive-without-checking");
  if (upTo > upkeep.archived && !trusting) {
    upkeep.archived = Math.min(upTo, state.committed) as Lsn;
  }
  const behind = trusting ? upkeep.archived : upTo;
  if (behind >= upkeep.archiveUpTo) return;
  const next = continuation(state, behind);
  if (next === undefined) return effects.mark("archive-not-continued");
  const { archive, partition, table = "" } = state.setup;
  if (archive === undefined || partition === undefined) return;
  const from = next[0]!.lsn;
  const to = next[next.length - 1]!.lsn;
  const segment = { partition, table, from, to, checksum: checksumOf(next) };
  let bytes = 0;
  for (const record of next) bytes += record.bytes;
  if (trusting) upkeep.archived = to;
  effects.mark("segment-sent");
  effects.send(archive, { kind: "archive-segment", segment, records: next }, bytes);
}

/** Another agent's segment must be what is here, as far as it is still here. */
function compare(state: ReplicaState, segment: Segment, effects: ReplicaEffects): void {
  const { from, to, checksum } = segment;
  if (from < state.log.first || to > state.committed) return;
  if (checksumOf(recordsBetween(state.log, from, to)) === checksum) {
    return effects.mark("segment-agrees");
  }
  effects.mark("segment-differs");
}

/** What comes behind `upTo`, as much as one segment takes; undefined: not what may be archived. */
function continuation(state: ReplicaState, upTo: Lsn): readonly LogRecord[] | undefined {
  const found: LogRecord[] = [];
  // A child of a split begins where the split stands in its parent's log.
  const from = Math.max(upTo, state.setup.born ?? 0);
  let bytes = 0;
  for (const record of recordsBetween(state.log, from + 1, state.upkeep?.archiveUpTo ?? 0)) {
    if (found.length > 0 && bytes + record.bytes > state.setup.config.archiveSize) break;
    found.push(record);
    bytes += record.bytes;
  }
  return mayArchive(state, from, found) ? found : undefined;
}

/** The first record ever is the one behind the group's birth, which a log trimmed since lacks. */
function mayArchive(state: ReplicaState, upTo: number, records: readonly LogRecord[]): boolean {
  const [first] = records;
  if (first === undefined || first.lsn !== upTo + 1) return false;
  return records.every(
    ({ lsn, key, order }, index) =>
      lsn === first.lsn + index && (key === "" || order !== undefined || isOurs(state, key)),
  );
}

/** A key that has gone to a child of a split was this partition's when it was written. */
const isOurs = ({ setup, range }: ReplicaState, key: string): boolean =>
  contains(setup.range ?? range, key);
