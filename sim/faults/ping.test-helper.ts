/**
 * The smallest world in which faults can be seen: machines storage-a, storage-b and storage-c in
 * zones a, b and c, and storage-a-2 in zone a. Each sends a number to the others and writes it to
 * its disk every 2 ms; a message takes 1 ms, a flush 5 ms. A run lasts a second.
 */

import type { MessageRecord, Observer } from "../kernel/observer.ts";
import type { Address, AnyMessage, Role } from "../kernel/role.ts";
import { createSimulation, type Simulation } from "../kernel/simulation.ts";
import { at, ms, seconds, us } from "../kernel/time.ts";
import { place } from "../kernel/topology.ts";
import { type FaultSpec, faultOf } from "./schedule.ts";

/** What most tests let a fault last: between two ticks, and between two arrivals. */
export const spell = { from: us(300_500), until: us(600_500) };

export const machines = ["storage-a", "storage-b", "storage-c", "storage-a-2"].map((name) => ({
  name,
  zone: name.split("-")[1]!,
  flush: { kind: "constant" as const, value: ms(5) },
}));

interface Count {
  readonly kind: "count";
  readonly count: number;
}

/** What roles tell the test. Clocks in µs. */
type Note =
  | { readonly kind: "start"; readonly records: readonly number[]; readonly torn: boolean }
  | { readonly kind: "tick"; readonly clock: number }
  | { readonly kind: "flushed"; readonly count: number };

const ping: Role<{ count: number }, Count, Count, readonly Address[]> = {
  name: "ping",
  start(_self, _peers, disk, _at, effects) {
    const records = disk.records.map(({ count }) => count);
    effects.note({ kind: "start", records, torn: disk.torn !== undefined } satisfies Note);
    effects.setTimer("tick", ms(2), ms(2));
    return { count: records.at(-1) ?? 0 };
  },
  handle(state, event, effects) {
    if (event.kind === "persisted") {
      effects.note({ kind: "flushed", count: event.record.count } satisfies Note);
    }
    if (event.kind !== "timer") return;
    state.count += 1;
    effects.note({ kind: "tick", clock: event.at } satisfies Note);
    effects.persist({ kind: "count", count: state.count });
    for (const { name } of machines) effects.send(name as Address, { kind: "count", count: state.count });
    effects.setTimer("tick", ms(2), ms(2));
  },
};
