import { majority } from "../../sim/parts/quorum.ts";
import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { DiskRecord, LogRecord } from "../../sim/systems/dynamodb/messages.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
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

  watch() {
    const group = new Map<string, View>();
    const flushed = new Map<string, number>();
    const wiped = new Map<string, number>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined) return undefined;
        // A view stays good while its machine is down: the disk is still there.
        group.set(move.who.address, move.who);
        noteFlush(move, flushed, wiped);
        if (move.who.state.role !== "leader") return undefined;
        const { members } = move.who.state.setup;
        for (const record of acknowledged(move)) {
          checked += 1;
          const holders = [...group.values()].filter(
            ({ address, disk }) =>
              holds(disk, record) || lostTo(address, disk, flushed, wiped) >= record.lsn,
          );
          if (holders.length >= majority(members.length)) continue;
          const where = holders.map(({ address }) => address).join(", ") || "nowhere";
          return `${move.who.address} acknowledged r${record.request} at ${record.lsn}, on disk only at ${where}`;
        }
        return undefined;
      },
    };
  },
};

function noteFlush(
  { who, event }: Move<ReplicaState, unknown, DiskRecord>,
  flushed: Map<string, number>,
  wiped: Map<string, number>,
): void {
  if (event?.kind === "persisted" && event.record.kind === "records") {
    const last = event.record.records[event.record.records.length - 1];
    if (last !== undefined) flushed.set(who.address, last.lsn);
  } else if (event === undefined && who.disk.length === 0) {
    wiped.set(who.address, flushed.get(who.address) ?? 0);
  }
}

/** Up to where a disk had held everything that was then wiped, now or earlier. */
const lostTo = (
  address: string,
  disk: readonly DiskRecord[],
  flushed: ReadonlyMap<string, number>,
  wiped: ReadonlyMap<string, number>,
): number => (disk.length === 0 ? flushed : wiped).get(address) ?? 0;

/** The records of writes that this move acknowledges. */
function acknowledged({ who, effects }: Move<ReplicaState, unknown, DiskRecord>): LogRecord[] {
  const records: LogRecord[] = [];
  for (const effect of effects) {
    if (effect.kind !== "send") continue;
    const message = effect.message as { kind: string; request?: number; version?: number };
    if (message.kind !== "done") continue;
    const record = recordAt(who.state.log, message.version ?? 0);
    // An answered read carries the version of somebody's write, not its own request's.
    if (record !== undefined && record.request === message.request) records.push(record);
  }
  return records;
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
