/** Whether committed writes of a key stand in the log in the order in which they reached a leader. */

import type { RequestId } from "../../sim/client/operation.ts";
import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import type { Gauge, ReplicaMove } from "./group-figures.ts";

interface Group {
  /** By request: the how-manieth write it was that a leader of the group took. */
  readonly arrived: Map<RequestId, number>;
  /** By key: the arrival of its newest committed write. */
  readonly newest: Map<string, number>;
  /** Committed records are looked at once, at the replica that commits them first. */
  looked: number;
}

/**
 * `writesOrdered`: committed writes whose arrival was seen. `writesOutOfOrder`: those of them that
 * had arrived before, or were the very same as, one committed before them under their key.
 */
export function gaugeArrivalOrder(): Gauge {
  const groups = new Map<string, Group>();
  let ordered = 0;
  let outOfOrder = 0;
  return {
    after(move, name) {
      const group = groups.get(name) ?? { arrived: new Map(), newest: new Map(), looked: 0 };
      groups.set(name, group);
      noteArrival(group, move);
      const { committed, log } = move.who.state;
      for (; group.looked < committed; group.looked += 1) {
        const record = recordAt(log, group.looked + 1);
        const arrival = record === undefined ? undefined : group.arrived.get(record.request);
        if (record === undefined || arrival === undefined) continue;
        ordered += 1;
        if (arrival <= newestOf(group, record)) outOfOrder += 1;
        else group.newest.set(record.key, arrival);
      }
    },
    measures: () =>
      ordered === 0
        ? {}
        : {
            writesOrdered: { value: ordered, unit: "count" },
            writesOutOfOrder: { value: outOfOrder, unit: "count" },
          },
  };
}

const newestOf = ({ newest }: Group, { key }: LogRecord): number => newest.get(key) ?? -1;

/** A write that was taken is the newest of the log; one that was refused has not arrived. */
function noteArrival({ arrived }: Group, { who: { state }, event }: ReplicaMove): void {
  if (event?.kind !== "message" || event.message.kind !== "forward") return;
  const { request } = event.message.request;
  const taken = recordAt(state.log, state.log.last)?.request === request;
  if (taken && !arrived.has(request)) arrived.set(request, arrived.size);
}
