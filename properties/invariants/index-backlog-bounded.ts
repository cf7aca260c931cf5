import { mostWaiting } from "../../sim/systems/dynamodb/index-propagation/back-pressure.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import {
  isLeading,
  type ReplicaState,
} from "../../sim/systems/dynamodb/replication-group/state.ts";
import { indexTable, isGlobal } from "../../sim/systems/dynamodb/tables.ts";
import { type EntryTracker, trackEntries } from "../indexes/entry-tracker.ts";
import type { Invariant } from "../property.ts";

/**
 * Counts from outside what a table's partitions have committed and their indexes lack. A write that
 * was let in before the queue was full may be committed after that, with two entries: so many more
 * may wait as there were writes under way at a time.
 */
export const indexBacklogBounded: Invariant = {
  kind: "invariant",
  name: "index-backlog-bounded",
  statement: "No more waits between a partition and an index than their queue holds.",
  source: "developer guide, GSI throttling; AWS hands-on lab on GSI back pressure; claim K5",
  watches: replica,
  onOccasion: true,

  watch(world) {
    let hasChanged = false;
    const tracker = trackEntries(() => {
      hasChanged = true;
    });
    const underWay = new Map<string, number>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined) return undefined;
        const { state } = move.who;
        tracker.after(state, world.now);
        const { config, derived, partition = "" } = state.setup;
        if (derived?.table.indexes === undefined || !config.indexBackPressure) return undefined;
        if (!isLeading(state)) return undefined;
        const open = state.log.last - state.committed;
        if (open > (underWay.get(partition) ?? 0)) underWay.set(partition, open);
        if (!hasChanged) return undefined;
        hasChanged = false;
        checked += 1;
        return longQueue(state, tracker, 2 * ((underWay.get(partition) ?? 0) + 1));
      },
    };
  },
};

function longQueue(
  { setup }: Readonly<ReplicaState>,
  { waiting }: EntryTracker,
  more: number,
): string | undefined {
  const { config, derived, partition = "" } = setup;
  for (const index of derived?.table.indexes?.filter(isGlobal) ?? []) {
    const name = indexTable(derived?.table.name ?? "", index.name);
    const found = waiting.get(`${partition} ${name}`) ?? 0;
    const most = mostWaiting(config, index);
    if (found > most + more) {
      return `${found} entries wait between ${partition} and ${name}, expected at most ${most} and ${more} of writes under way`;
    }
  }
  return undefined;
}
