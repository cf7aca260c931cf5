/** A recorded log as a load: which client asks which entries, when each is due, what it asks. */

import { assertNever } from "../kernel/assert.ts";
import type { LocalTime } from "../kernel/time.ts";
import type { Call } from "./call.ts";
import { itemKeyOf } from "./item-key.ts";
import { nextConsistency } from "./next-call.ts";
import type { RecordedLog } from "./recorded-log.ts";
import type { RecordedWorkload } from "./workload.ts";

/** Entries by client. */
type Shares = readonly (readonly number[])[];

/** By log and number of clients: shared out once, and no part of a client's state. */
const shares = new WeakMap<RecordedLog, Map<number, Shares>>();

/**
 * The entries that client number `client` of `clients` asks, in the order of the log. A recorded
 * client's requests all go to one client; entries without one are dealt out in turn.
 */
export function entriesFor(log: RecordedLog, client: number, clients: number): readonly number[] {
  const ofLog = shares.get(log) ?? new Map<number, Shares>();
  let shared = ofLog.get(clients);
  if (shared === undefined) {
    shared = shareOut(log, clients);
    shares.set(log, ofLog.set(clients, shared));
  }
  return shared[client] ?? [];
}

function shareOut(log: RecordedLog, clients: number): Shares {
  const shared = Array.from({ length: clients }, (): number[] => []);
  log.clients.forEach((recorded, entry) => {
    shared[(recorded < 0 ? entry : recorded) % clients]?.push(entry);
  });
  return shared;
}

/** The entry at this position among the client's own; undefined behind the last. */
export const entryOf = (
  log: RecordedLog,
  client: number,
  clients: number,
  position: number,
): number | undefined => entriesFor(log, client, clients)[position];

/** When an entry is due, on a clock that starts with the load. */
export const dueAt = ({ arrivals }: RecordedWorkload, entry: number): LocalTime =>
  Math.round((arrivals.log.times[entry] ?? 0) / arrivals.scale) as LocalTime;

/** What an entry asks for. Draws only where the workload's share of strong reads is a matter of luck. */
export function callAt(workload: RecordedWorkload, entry: number, u32: () => number): Call {
  const { log } = workload.arrivals;
  const written = log.calls?.[entry];
  if (written !== undefined) return written;
  const key = log.keyNames[log.keys[entry] ?? -1];
  const operation = log.operations[entry];
  if (key === undefined || operation === undefined) {
    throw new RangeError(`expected an entry below ${log.times.length}, got ${entry}`);
  }
  const bytes = log.bytes[entry] ?? 0;
  const item = itemKeyOf({ key, table: workload.table });
  switch (operation) {
    case "get": {
      const consistency = nextConsistency(workload.reads, u32);
      return { kind: "get", ...item, consistency, bytes: key.length };
    }
    case "put":
      return { kind: "put", ...item, condition: undefined, bytes };
    case "put-if-absent":
      return { kind: "put", ...item, condition: { kind: "absent" }, bytes };
    case "put-if-exists":
      return { kind: "put", ...item, condition: { kind: "exists" }, bytes };
    case "put-if-unchanged":
      return { kind: "put", ...item, condition: "unchanged", bytes };
    case "increment":
      return { kind: "update", ...item, condition: undefined, add: 1, bytes };
    case "decrement":
      return { kind: "update", ...item, condition: undefined, add: -1, bytes };
    case "delete":
      return { kind: "delete", ...item, condition: undefined, bytes: key.length };
    default:
      return assertNever(operation);
  }
}
