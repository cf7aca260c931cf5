/**
 * Which links a fault concerns. Endpoints are named by machine, or by zone for all its machines.
 * Roles on one machine speak without a network: no fault is asked about them.
 */

import type { Endpoint, Hardship } from "../kernel/fault.ts";
import type { RandomStream } from "../kernel/random.ts";
import type { Between, Place } from "./field.ts";

export const isAt = (end: Endpoint, places: readonly Place[]): boolean =>
  places.includes(end.machine) || places.includes(end.zone);

/** Whether a message runs along one of these links; undefined means every link. */
export function runsBetween(between: Between | undefined, from: Endpoint, to: Endpoint): boolean {
  if (between === undefined) return true;
  const [one, other] = between;
  return (isAt(from, one) && isAt(to, other)) || (isAt(from, other) && isAt(to, one));
}

/**
 * The number of the group an endpoint is in, or -1. A machine named by itself is in that group,
 * wherever its zone is: so one machine can be set against the rest of its zone.
 */
export function groupOf(end: Endpoint, groups: readonly (readonly Place[])[]): number {
  const byName = groups.findIndex((group) => group.includes(end.machine));
  return byName === -1 ? groups.findIndex((group) => group.includes(end.zone)) : byName;
}

/** The first place that stands in more than one group; undefined when none does. */
export function inTwoGroups(groups: readonly (readonly Place[])[]): Place | undefined {
  const all = groups.flat();
  return all.find((place, position) => all.indexOf(place) !== position);
}

/**
 * Throws an InvariantViolation if a place is neither a zone nor a machine. The kernel, which refuses
 * unknown names before a run, is not told about places; and a cut with a typing error would cut
 * nothing. (Schedules are checked sooner, by `unknown-targets.ts`.)
 */
export function demandPlaces(world: Hardship, places: readonly Place[]): void {
  for (const place of places) if (world.machinesIn(place).length === 0) world.zoneOf(place);
}

const parts = 1_000_000;

/** True in this share of the draws, to one part in a million. */
export const happens = (share: number, random: RandomStream): boolean =>
  random.below(parts) < Math.round(share * parts);
