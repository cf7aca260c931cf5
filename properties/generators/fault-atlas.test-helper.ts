/** The rules of generated faults once more, slowly and in other words, to check the generator by. */

import { endOf, type FaultSpec } from "../../sim/faults/schedule.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";

const zones = ["a", "b", "c"];

/** Three zones with a storage machine, a router and a client each. */
export const world = {
  zones,
  machines: zones.flatMap((zone) =>
    ["storage", "router", "clients"].map((role) => ({ name: `${role}-${zone}`, zone })),
  ),
};

export const storage = zones.map((zone) => `storage-${zone}`);

const isOn = (spec: FaultSpec, now: number): boolean => spec.from <= now && now <= endOf(spec);

/** Whether a fault keeps a storage machine, or some of what is sent to it, away. */
function harms(spec: FaultSpec, machine: string): boolean {
  if (spec.kind === "zone-outage") return machine === `storage-${spec.zone}`;
  if (["cut", "one-way-cut", "bridge", "packet-loss", "clog"].includes(spec.kind)) return true;
  if (!("machine" in spec) || spec.machine !== machine) return false;
  const lies = spec.kind === "lost-unsynced-writes" && spec.confirmedToo;
  return lies || ["crash", "restart", "pause", "wipe"].includes(spec.kind);
}

export const destroys = (spec: FaultSpec): boolean =>
  spec.kind === "wipe" || (spec.kind === "lost-unsynced-writes" && spec.confirmedToo);

/** What a schedule does that could lose the last copy; undefined when it does not. */
export function lastCopyAtRisk(schedule: readonly FaultSpec[]): string | undefined {
  const destroyers = schedule.filter(destroys);
  const victims = new Set(destroyers.map((spec) => ("machine" in spec ? spec.machine : "")));
  if (victims.size > 1) return `${[...victims].join(" and ")} lose their disks`;
  for (const destroyer of destroyers) {
    const [victim] = victims;
    const others = storage.filter((machine) => machine !== victim);
    let peace = 0;
    // Walk from 5 s before until the victim has been left in peace for 5 s, in steps of 10 ms.
    for (let now = destroyer.from - seconds(5); peace < seconds(5); now += ms(10)) {
      const on = schedule.filter((spec) => isOn(spec, now));
      const harmed = others.find((machine) => on.some((spec) => harms(spec, machine)));
      if (harmed !== undefined) return `${harmed} is harmed at ${now}, near ${victim}`;
      const troubled = now < destroyer.from || on.some((spec) => harms(spec, victim!));
      peace = troubled ? 0 : peace + ms(10);
    }
  }
  return undefined;
}

/** How wrong a clock is after some time, µs; steps at that very instant count if `inclusive`. */
function errorOf(schedule: readonly FaultSpec[], clock: string, now: number, inclusive: boolean) {
  const past = (when: number) => (inclusive ? when <= now : when < now);
  let error = 0;
  for (const spec of schedule) {
    if (!("machine" in spec) || spec.machine !== clock) continue;
    if (spec.kind === "clock-jump" && past(spec.from)) error += spec.by;
    if (spec.kind === "clock-offset" && past(spec.from) && !past(spec.until)) error += spec.by;
    if (spec.kind !== "clock-drift") continue;
    const drifted = Math.max(0, Math.min(now, spec.until) - spec.from);
    error += (drifted * spec.partsPerMillion) / 1_000_000;
  }
  return error;
}

/** By how much two clocks of storage machines part at most within one lease of 2 s, µs. */
export function widestParting(schedule: readonly FaultSpec[], clocks = storage): number {
  const lease = seconds(2);
  const edges = schedule.flatMap((spec) => [spec.from as number, endOf(spec) as number]);
  const starts = edges.flatMap((edge) => [edge, edge - lease]).filter((start) => start >= 0);
  let widest = 0;
  for (const start of starts) {
    const gains = clocks.map(
      (clock) =>
        errorOf(schedule, clock, start + lease, true) - errorOf(schedule, clock, start, false),
    );
    widest = Math.max(widest, Math.max(...gains) - Math.min(...gains));
  }
  return widest;
}
