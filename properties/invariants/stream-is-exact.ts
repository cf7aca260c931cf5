import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import type { StreamRecord } from "../../sim/systems/dynamodb/streams/messages.ts";
import type { Shelf } from "../../sim/systems/dynamodb/streams/shelf.ts";
import { streamServer } from "../../sim/systems/dynamodb/streams/stream-server.ts";
import type { Invariant } from "../property.ts";

/**
 * Holds what is committed against what the shards hold, record by record. Whether a write changed
 * its item is worked out here anew, from the writes that were committed before it.
 */
export const streamIsExact: Invariant = {
  kind: "invariant",
  name: "stream-is-exact",
  statement:
    "The shards of a partition hold every committed change of its items once, in order, and no other.",
  source: "developer guide, Streams (exactly once, in the order of modification); claim S1",
  onOccasion: true,

  watch(world) {
    const partitions = new Map<string, Partition>();
    const items = new Map<string, string>();
    let checked = 0;
    const compare = (shelf: Shelf): string | undefined => {
      const partition = partitionNamed(partitions, shelf.partition);
      const held = shelf.shards.flatMap(({ records }) => records);
      for (let place = partition.held; place < held.length; place += 1) {
        const reason = difference(shelf.partition, held[place]!, partition.changes[place]);
        if (reason !== undefined) return reason;
        checked += 1;
      }
      // After a crash a server has only what was on its disk.
      partition.held = held.length;
      return undefined;
    };
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const moved = step.by(replica);
        if (moved !== undefined) {
          noteCommitted(partitions, items, moved.who.state);
          return undefined;
        }
        const served = step.by(streamServer);
        if (served === undefined) return undefined;
        const { event, who } = served;
        if (event === undefined) return firstReason(who.state.shelves.values(), compare);
        if (event.kind !== "message" || event.message.kind !== "stream-append") return undefined;
        const shelf = who.state.shelves.get(event.message.partition);
        return shelf === undefined ? undefined : compare(shelf);
      },
      atEnd() {
        if (world.playing(streamServer).length === 0) return undefined;
        for (const [name, { changes, held }] of partitions) {
          if (held < changes.length) {
            const { sequence, key } = changes[held]!;
            return `the stream of ${name} lacks ${changes.length - held} changes, the first at ${sequence} of ${key}`;
          }
        }
        return undefined;
      },
    };
  },
};

/** A change that the stream should hold. */
type Change = Pick<StreamRecord, "sequence" | "key" | "event">;

interface Partition {
  /** Committed and looked at up to here. */
  looked: number;
  readonly changes: Change[];
  /** How many of them the shards hold. */
  held: number;
}

function partitionNamed(partitions: Map<string, Partition>, name: string, born = 0): Partition {
  const known = partitions.get(name);
  if (known !== undefined) return known;
  const fresh = { looked: born, changes: [], held: 0 };
  partitions.set(name, fresh);
  return fresh;
}

/** Records that this replica is the first to commit. */
function noteCommitted(
  partitions: Map<string, Partition>,
  items: Map<string, string>,
  { setup, log, committed }: Readonly<ReplicaState>,
): void {
  if (setup.derived?.table.stream === undefined) return;
  const partition = partitionNamed(partitions, setup.partition ?? "", setup.born);
  for (; partition.looked < committed; partition.looked += 1) {
    const record = recordAt(log, partition.looked + 1);
    if (record === undefined) continue;
    const change = changeBy(items, `${setup.table} ${record.key}`, record);
    if (change !== undefined) partition.changes.push(change);
  }
}

/** What a committed record makes of its item, given all that were committed before it. */
function changeBy(items: Map<string, string>, name: string, record: LogRecord): Change | undefined {
  const { lsn: sequence, key, order, value, bytes, extras } = record;
  if (key === "" || order !== undefined) return undefined;
  const before = items.get(name);
  const attributes = Object.entries(extras?.attributes ?? {}).sort(byName);
  const after = value === undefined ? undefined : JSON.stringify([value, bytes, attributes]);
  if (before === after) return undefined;
  if (after === undefined) items.delete(name);
  else items.set(name, after);
  const event = before === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY";
  return { sequence, key, event };
}

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : left > right ? 1 : 0;

function difference(
  partition: string,
  { sequence, key, event }: StreamRecord,
  change: Change | undefined,
): string | undefined {
  const has = `the stream of ${partition} has ${event} of ${key} at ${sequence}`;
  if (change === undefined) return `${has}, which is not committed, or not a change`;
  if (change.sequence !== sequence || change.key !== key || change.event !== event) {
    return `${has}, expected ${change.event} of ${change.key} at ${change.sequence}`;
  }
  return undefined;
}

function firstReason(
  shelves: Iterable<Shelf>,
  compare: (shelf: Shelf) => string | undefined,
): string | undefined {
  for (const shelf of shelves) {
    const reason = compare(shelf);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
