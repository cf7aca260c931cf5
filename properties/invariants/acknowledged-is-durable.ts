import type { Effect } from "../../sim/kernel/role.ts";
import { majority } from "../../sim/parts/quorum.ts";
import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { DiskRecord, LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import type { DynamoMessage } from "../../sim/systems/dynamodb/messages.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import { ofEachGroup } from "../groups/of-each-group.ts";
import type { Invariant, Move, RoleView } from "../property.ts";

type View = RoleView<ReplicaState, DiskRecord>;

/**
 * Looks at disks, not at what replicas believe: a mistake in the bookkeeping must not hide itself.
 * A disk that was wiped counts for what it had held: losing a disk is not the protocol's doing.
 */
export const acknowledgedIsDurable: Invariant = {
  kind: "invariant",
  name: "acknowledged-is-durable",
  statement:
    "When a client hears that its write is done, a majority of the group's disks hold the record.",
  source: "ATC '22, §3: acknowledged once a quorum of peers persists the log record",
  watches: replica,

  watch: ofEachGroup(() => {
    // A view stays good while its machine is down: the disk is still there.
    const group = new Map<string, View>();
    const lost: Lost = { flushed: new Map(), wiped: new Map() };
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined) return undefined;
        const { who, event } = move;
        if (event === undefined) group.set(who.address, who);
        noteFlush(move, lost);
        if (who.state.role !== "leader") return undefined;
        for (const effect of move.effects) {
          const record = acknowledgedBy(effect, who.state);
          if (record === undefined) continue;
          checked += 1;
          const { members } = who.state;
          if (holders(group, members, record, lost) >= majority(members.length)) continue;
          const where = [...group.values()].filter((view) => held(view, record, lost));
          return `${who.address} acknowledged r${record.request} at ${record.lsn}, on disk only at ${names(where)}`;
        }
        return undefined;
      },
    };
  }),
};

/** By address: up to where its disk was flushed, and had been when it was last wiped. */
interface Lost {
  readonly flushed: Map<string, number>;
  readonly wiped: Map<string, number>;
}

function noteFlush(
  { who, event }: Move<ReplicaState, unknown, DiskRecord>,
  { flushed, wiped }: Lost,
): void {
  if (event?.kind === "persisted" && event.record.kind === "records") {
    const last = event.record.records[event.record.records.length - 1];
    if (last !== undefined) flushed.set(who.address, last.lsn);
  } else if (event === undefined && who.disk.length === 0) {
    wiped.set(who.address, flushed.get(who.address) ?? 0);
  }
}

/** The record of the write that this effect acknowledges, if that is what it does. */
function acknowledgedBy(
  effect: Effect<DynamoMessage, DiskRecord>,
  { log }: Readonly<ReplicaState>,
): LogRecord | undefined {
  if (effect.kind !== "send" || effect.message.kind !== "done") return undefined;
  const { request, version } = effect.message;
  const record = recordAt(log, version);
  // An answered read carries the version of somebody's write, not its own request's.
  return record?.request === request ? record : undefined;
}

/** How many members have it: a replica that was removed, or is not one yet, does not count. */
function holders(
  group: ReadonlyMap<string, View>,
  members: readonly string[],
  record: LogRecord,
  lost: Lost,
): number {
  let count = 0;
  for (const member of members) {
    const view = group.get(member);
    if (view !== undefined && held(view, record, lost)) count += 1;
  }
  return count;
}

const names = (views: readonly View[]): string =>
  views.map(({ address }) => address).join(", ") || "nowhere";

/** Whether the disk holds the record, or did until it was wiped, now or earlier. */
function held({ address, disk }: View, record: LogRecord, { flushed, wiped }: Lost): boolean {
  if (holds(disk, record)) return true;
  return ((disk.length === 0 ? flushed : wiped).get(address) ?? 0) >= record.lsn;
}

/**
 * Whether a disk holds the record. Looks from the newest end, and stops where an older record of
 * the same or an earlier ballot shows that it has not come yet: a leader sends in order.
 */
function holds(disk: readonly DiskRecord[], record: LogRecord): boolean {
  for (let index = disk.length - 1; index >= 0; index -= 1) {
    const entry = disk[index]!;
    if (entry.kind === "checkpoint") {
      return entry.upTo >= record.lsn || entry.records.some((kept) => isSame(kept, record));
    }
    if (entry.kind !== "records") continue;
    const first = entry.records[0]!;
    const found = entry.records[record.lsn - first.lsn];
    if (found !== undefined) return isSame(found, record);
    if (first.lsn < record.lsn && first.ballot <= record.ballot) return false;
  }
  return false;
}

const isSame = (left: LogRecord, right: LogRecord): boolean =>
  left.lsn === right.lsn && left.request === right.request && left.value === right.value;
