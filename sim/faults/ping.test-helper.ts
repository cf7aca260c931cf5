/**
 * The smallest world in which faults can be seen: machines storage-a, storage-b and storage-c in
 * zones a, b and c, and storage-a-2 in zone a. Each writes a number to its disk and sends it to the
 * others every 2 ms; a message takes 1 ms, a flush 5 ms. A run lasts a second.
 */

import type { MessageRecord } from "../kernel/observer.ts";
import type { Address, AnyMessage, Role } from "../kernel/role.ts";
import { createSimulation, type Simulation } from "../kernel/simulation.ts";
import { at, type Duration, ms, seconds, us } from "../kernel/time.ts";
import { place } from "../kernel/topology.ts";
import { type FaultSpec, faultOf } from "./schedule.ts";

/** What most tests let a fault last: it begins and ends between two ticks, with all at rest. */
export const spell = { from: us(301_500), until: us(601_500) };

const machines = ["storage-a", "storage-b", "storage-c", "storage-a-2"].map((name) => ({
  name,
  zone: name.split("-")[1]!,
  flush: { kind: "constant" as const, value: ms(5) },
}));

interface Count extends AnyMessage {
  readonly kind: "count";
  readonly count: number;
}

/** A role's own words, `at` µs. Clocks in µs too. */
export type Note = { readonly at: number; readonly machine: string } & (
  | { readonly kind: "started"; readonly records: readonly number[]; readonly torn: boolean }
  | { readonly kind: "ticked"; readonly clock: number }
  | { readonly kind: "flushed"; readonly count: number }
);

interface PingSetup {
  readonly peers: readonly Address[];
}

const ping: Role<PingSetup & { count: number }, Count, Count, PingSetup> = {
  name: "ping",
  start(_self, { peers }, disk, _at, effects) {
    const records = disk.records.map(({ count }) => count);
    effects.note({ kind: "started", records, torn: disk.torn !== undefined } as AnyMessage);
    effects.setTimer("tick", ms(2), ms(2));
    return { count: records.at(-1) ?? 0, peers };
  },
  handle(state, event, effects) {
    if (event.kind === "persisted") {
      effects.note({ kind: "flushed", count: event.record.count } as AnyMessage);
    }
    if (event.kind !== "timer") return;
    state.count += 1;
    const count: Count = { kind: "count", count: state.count };
    effects.note({ kind: "ticked", clock: event.at } as AnyMessage);
    effects.persist(count);
    for (const peer of state.peers) effects.send(peer, count);
    effects.setTimer("tick", ms(2), ms(2));
  },
};

export interface PingRun {
  readonly simulation: Simulation;
  /** Delivered, dropped and copied messages, in the order in which they came to their end. */
  readonly messages: readonly MessageRecord[];
  readonly notes: readonly Note[];
}

interface PingOptions {
  readonly until?: Duration;
  readonly seed?: number;
  readonly mode?: "fast" | "check";
}

/** Runs the world under these faults: for a second, fast, and with seed 1, unless said otherwise. */
export function pingUnder(
  faults: readonly FaultSpec[],
  { until = seconds(1), seed = 1, mode = "fast" }: PingOptions = {},
): PingRun {
  const messages: MessageRecord[] = [];
  const notes: Note[] = [];
  const addresses = machines.map(({ name }) => name as Address);
  const delay = { kind: "constant" as const, value: ms(1) };
  const simulation = createSimulation({
    seed,
    machines,
    network: { withinZone: delay, acrossZones: delay },
    placements: addresses.map((address) => {
      const setup = { peers: addresses.filter((other) => other !== address) };
      return place({ address, machine: address, role: ping, setup });
    }),
    faults: faults.map(faultOf),
    mode,
    observers: [
      {
        onMessage: (record) => messages.push({ ...record }),
        onNote: (from, fact, now) =>
          notes.push({ at: now, machine: from, ...fact } as unknown as Note),
      },
    ],
  });
  simulation.runUntil(at(until));
  return { simulation, messages, notes };
}

/** Messages from one machine to another. */
export const sent = (run: PingRun, from: string, to: string): readonly MessageRecord[] =>
  run.messages.filter((message) => message.from === from && message.to === to);

type NoteOf<Kind extends Note["kind"]> = Extract<Note, { readonly kind: Kind }>;

/** Notes of one machine and kind. */
export const noted = <Kind extends Note["kind"]>(
  run: PingRun,
  machine: string,
  kind: Kind,
): readonly NoteOf<Kind>[] =>
  run.notes.filter((note): note is NoteOf<Kind> => note.machine === machine && note.kind === kind);

/** How many of these messages were lost that were sent before, during and after `spell`. */
export function lostByPhase(messages: readonly MessageRecord[]): readonly [number, number, number] {
  const lost = messages.filter(({ fate }) => fate === "dropped");
  const { before, during, after } = byPhase(lost, ({ sentAt }) => sentAt);
  return [before.length, during.length, after.length];
}

export interface Phases<Thing> {
  readonly before: readonly Thing[];
  readonly during: readonly Thing[];
  readonly after: readonly Thing[];
}

/** Things told apart by whether they happened before, during or after `spell`. */
export const byPhase = <Thing>(
  things: readonly Thing[],
  when: (thing: Thing) => number,
): Phases<Thing> => ({
  before: things.filter((thing) => when(thing) < spell.from),
  during: things.filter((thing) => when(thing) >= spell.from && when(thing) < spell.until),
  after: things.filter((thing) => when(thing) >= spell.until),
});
