/**
 * The archive of logs: an object store, in Amazon's case S3 (ATC '22, §5.1), as one role that is
 * always there and loses nothing. It keeps what comes first at a position, and checks its checksum
 * (§5.2: S3 verifies the checksum that an upload carries).
 */

import type { Address, Effects, Role } from "../../../kernel/role.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import { describe } from "../describe.ts";
import type { ArchiveSegment, AskArchived, Segment } from "../messages/healing.ts";
import type { LogRecord } from "../messages/records.ts";
import type { DynamoMessage } from "../messages.ts";
import { checksumOf } from "../replication-group/checksum.ts";

/** A segment with what it holds. */
export interface Stored {
  readonly segment: Segment;
  readonly records: readonly LogRecord[];
}

export interface ArchiveState {
  /** By partition, in the order in which they came. */
  readonly segments: Map<string, Stored[]>;
}

type ArchiveEffects = Effects<DynamoMessage, never>;

export const archive: Role<ArchiveState, DynamoMessage, never, object> = {
  name: "archive",
  describe,

  start: () => ({ segments: new Map() }),

  handle(state, event, effects) {
    if (event.kind !== "message") return;
    const { from, message } = event;
    if (message.kind === "ask-archived") return answer(state, from, message, effects);
    if (message.kind === "archive-segment") return keep(state, from, message, effects);
    throw new RangeError(`the archive has no use for "${message.kind}" from ${from}`);
  },
};

function answer(
  state: ArchiveState,
  to: Address,
  { partition, from }: AskArchived,
  effects: ArchiveEffects,
): void {
  const stored = state.segments.get(partition) ?? [];
  const segments = stored.map(({ segment }) => segment).filter((segment) => segment.to >= from);
  const upTo = stored[stored.length - 1]?.segment.to ?? (0 as Lsn);
  effects.send(to, { kind: "archived", partition, upTo, segments });
}

/** Whoever comes second finds the segment there, and compares. */
function keep(
  state: ArchiveState,
  from: Address,
  { segment, records }: ArchiveSegment,
  effects: ArchiveEffects,
): void {
  const { partition } = segment;
  if (checksumOf(records) !== segment.checksum) return effects.mark("segment-damaged");
  const stored = state.segments.get(partition);
  const last = stored?.[stored.length - 1];
  if (stored === undefined) state.segments.set(partition, [{ segment, records }]);
  else if (last !== undefined && segment.from > last.segment.to) stored.push({ segment, records });
  else return answer(state, from, { kind: "ask-archived", partition, from: segment.from }, effects);
  effects.mark("segment-archived");
  answer(state, from, { kind: "ask-archived", partition, from: segment.from }, effects);
}
