/**
 * What generated faults must leave intact, so that a broken promise is the protocol's mistake and
 * not ours: the last copy of what was acknowledged, and the clocks that a lease relies on. (After
 * the fault atlas of TigerBeetle's simulator, which keeps one good copy of everything.)
 */

import { endOf, type FaultSpec } from "../../sim/faults/schedule.ts";
import * as parameters from "./fault-parameters.ts";
import type { Targets } from "./fault-targets.ts";

/** The storage machine whose copies a fault destroys, or may destroy together with a crash. */
export function destroyedBy(spec: FaultSpec): string | undefined {
  const lies = spec.kind === "lost-unsynced-writes" && spec.confirmedToo;
  return spec.kind === "wipe" || lies ? spec.machine : undefined;
}

/**
 * At most one storage machine loses its copies. Around that time, until it has had time to recover,
 * no other is harmed; and what befalls itself before it has recovered makes this time longer.
 */
export function keepsLastCopies(schedule: readonly FaultSpec[], targets: Targets): boolean {
  const destroyers = schedule.filter((spec) => destroyedBy(spec) !== undefined);
  if (new Set(destroyers.map(destroyedBy)).size > 1) return false;
  return destroyers.every((destroyer) => leavesOthersAlone(destroyer, schedule, targets));
}

function leavesOthersAlone(
  destroyer: FaultSpec,
  schedule: readonly FaultSpec[],
  targets: Targets,
): boolean {
  const victim = destroyedBy(destroyer)!;
  const begin = destroyer.from - parameters.recovery;
  const end = recoveredAt(victim, destroyer, schedule, targets);
  return schedule
    .filter((spec) => spec.from <= end && endOf(spec) >= begin)
    .every((spec) => harmedBy(spec, targets).every((machine) => machine === victim));
}

/** When the victim has been left in peace for as long as recovery takes. */
function recoveredAt(
  victim: string,
  destroyer: FaultSpec,
  schedule: readonly FaultSpec[],
  targets: Targets,
): number {
  let recovered = endOf(destroyer) + parameters.recovery;
  const harms = schedule
    .filter((spec) => endOf(spec) >= destroyer.from && harmedBy(spec, targets).includes(victim))
    .sort((one, other) => one.from - other.from || endOf(one) - endOf(other));
  for (const harm of harms) {
    if (harm.from > recovered) break;
    recovered = Math.max(recovered, endOf(harm) + parameters.recovery);
  }
  return recovered;
}

/** The storage machines that a fault takes away, or takes some messages of. */
function harmedBy(spec: FaultSpec, { storage, zoneOf }: Targets): readonly string[] {
  switch (spec.kind) {
    case "crash":
    case "restart":
    case "pause":
    case "wipe":
      return storage.filter((machine) => machine === spec.machine);
    case "lost-unsynced-writes":
      return storage.filter((machine) => machine === spec.machine && spec.confirmedToo);
    case "zone-outage":
      return storage.filter((machine) => zoneOf.get(machine) === spec.zone);
    case "cut":
    case "one-way-cut":
    case "bridge":
    case "packet-loss":
    case "clog":
      return storage;
    default:
      return [];
  }
}

/**
 * Steps of clocks keep apart from every other clock fault, so that within one lease no two clocks
 * part by more than the bound. `wild` clocks, a minority, are beyond it anyway.
 */
export function keepsLeaseBound(schedule: readonly FaultSpec[], wild: readonly string[]): boolean {
  const tame = schedule.filter((spec) => isClockFault(spec) && !wild.includes(spec.machine));
  const { apart } = parameters.tameClocks;
  return tame
    .filter(({ kind }) => kind !== "clock-drift")
    .every((step) =>
      tame.every(
        (other) =>
          other === step || other.from > endOf(step) + apart || endOf(other) + apart < step.from,
      ),
    );
}

const isClockFault = (spec: FaultSpec) =>
  spec.kind === "clock-offset" || spec.kind === "clock-drift" || spec.kind === "clock-jump";
