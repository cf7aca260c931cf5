import type { Lsn } from "../../sim/parts/replicated-log.ts";
import { recordAt } from "../../sim/parts/replicated-log.ts";
import { archive, type Stored } from "../../sim/systems/dynamodb/archive/archive.ts";
import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import { type ReplicaView, replicationGroups } from "../groups/replication-groups.ts";
import type { FinalProperty } from "../property.ts";

/** Looks at what the archive holds, record by record, not at checksums. */
export const archiveIsWhole: FinalProperty = {
  kind: "final",
  name: "archive-is-whole",
  statement: "A partition's archived log has no holes, and is what its replicas have.",
  source: "ATC '22, §5.1, §5.2 (archived logs are checked before they are uploaded)",

  judge(world) {
    let checked = 0;
    const logs = new Map<string, readonly Stored[]>();
    for (const { state } of world.playing(archive)) {
      for (const [partition, stored] of state.segments) logs.set(partition, stored);
    }
    for (const [partition, stored] of logs) {
      const views = replicationGroups(world).find((group) => group.partition === partition)?.views;
      const reason = whyNotWhole(partition, stored) ?? whyNotSame(partition, stored, views ?? []);
      if (reason !== undefined) return { verdict: "broken", checked, reason };
      for (const { records } of stored) checked += records.length;
    }
    return {
      verdict: checked === 0 ? "unknown" : "holds",
      checked,
      reason: `${checked} archived records of ${logs.size} partitions, none missing`,
    };
  },
};

function whyNotWhole(partition: string, stored: readonly Stored[]): string | undefined {
  let next: number | undefined;
  for (const { segment, records } of stored) {
    for (const { lsn } of records) {
      if (next !== undefined && lsn !== next) {
        return `the archive of ${partition} goes on at ${lsn}, expected ${next}`;
      }
      next = lsn + 1;
    }
    if (next !== segment.to + 1) {
      return `a segment of ${partition} says that it ends at ${segment.to}, and ends before ${next}`;
    }
  }
  return undefined;
}

function whyNotSame(
  partition: string,
  stored: readonly Stored[],
  views: readonly ReplicaView[],
): string | undefined {
  const first = stored[0]?.segment.from;
  for (const { address, state } of views) {
    const { born = 0 } = state.setup;
    if (state.setup.joins !== true && first !== undefined && first !== born + 1) {
      return `the archive of ${partition} begins at ${first}, expected ${born + 1}`;
    }
    for (const { records } of stored) {
      const other = records.find((record) => differs(record, recordAt(state.log, record.lsn)));
      if (other !== undefined) return whatDiffers(address, other.lsn);
    }
  }
  return undefined;
}

const whatDiffers = (address: string, lsn: Lsn): string =>
  `${address} has another record at ${lsn} than the archive`;

const differs = (archived: LogRecord, here: LogRecord | undefined): boolean =>
  here !== undefined &&
  (archived.request !== here.request || archived.key !== here.key || archived.value !== here.value);
