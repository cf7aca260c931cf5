/** What there is to hurt, told apart by the names that deployments give their machines. */

import type { Between, Place } from "../../sim/faults/field.ts";
import type { Kind } from "../../sim/faults/shapes.ts";
import type { RandomStream } from "../../sim/kernel/random.ts";
import { oneIn, pick, shuffled, wholeFrom } from "./draw.ts";

export interface Targets {
  /** All machines but those of clients: who asks is not hurt, save with the whole zone. */
  readonly servers: readonly string[];
  /** Machines that keep data: "storage-a", "storage-a-2". */
  readonly storage: readonly string[];
  /** Zone of every machine. */
  readonly zoneOf: ReadonlyMap<string, string>;
  readonly zones: readonly string[];
}

export function targetsOf(
  machines: readonly { readonly name: string; readonly zone: string }[],
  zones: readonly string[],
): Targets {
  const names = machines.map(({ name }) => name);
  return {
    servers: names.filter((name) => !name.startsWith("clients-")),
    storage: names.filter((name) => name.startsWith("storage-")),
    zoneOf: new Map(machines.map(({ name, zone }) => [name, zone])),
    zones,
  };
}

const onServers: readonly Kind[] = [
  "crash",
  "restart",
  "pause",
  "clock-offset",
  "clock-drift",
  "clock-jump",
];
const onStorage: readonly Kind[] = ["wipe", "slow-disk", "lost-unsynced-writes", "torn-write"];

/** Whether this world has what a fault of this kind needs. */
export function hasTargetFor(kind: Kind, { servers, storage, zones }: Targets): boolean {
  if (onServers.includes(kind)) return servers.length > 0;
  if (onStorage.includes(kind)) return storage.length > 0;
  if (kind === "bridge") return zones.length >= 3;
  if (kind === "cut" || kind === "one-way-cut") return zones.length >= 2;
  return zones.length >= 1;
}

/** Two groups of zones or more; or one server against all else, its own zone included. */
export function drawGroups(random: RandomStream, targets: Targets): readonly (readonly Place[])[] {
  const { zones, servers } = targets;
  if (servers.length > 0 && oneIn(random, 3)) return [[pick(random, servers)], zones];
  const order = shuffled(random, zones);
  if (oneIn(random, 4)) return order.map((zone) => [zone]);
  const first = wholeFrom(random, 1, order.length - 1);
  return [order.slice(0, first), order.slice(first)];
}

/** One zone, and some of the others. */
export function drawDirection(
  random: RandomStream,
  { zones }: Targets,
): readonly [readonly Place[], readonly Place[]] {
  const [one, ...others] = shuffled(random, zones);
  const far = others.slice(0, wholeFrom(random, 1, others.length));
  return oneIn(random, 2) ? [[one!], far] : [far, [one!]];
}

/** Two zones that do not hear each other, and a third that hears both. */
export function drawBridge(
  random: RandomStream,
  { zones }: Targets,
): { readonly sides: Between; readonly bridge: Place } {
  const [bridge, ...others] = shuffled(random, zones);
  const first = wholeFrom(random, 1, others.length - 1);
  return { bridge: bridge!, sides: [others.slice(0, first), others.slice(first)] };
}

/** Every link, or those between one zone and some others. */
export function drawLinks(random: RandomStream, targets: Targets): { readonly between?: Between } {
  if (targets.zones.length < 2 || oneIn(random, 2)) return {};
  return { between: drawDirection(random, targets) };
}
