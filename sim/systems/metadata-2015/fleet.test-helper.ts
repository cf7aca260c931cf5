/** For tests: a small fleet, its service and its disruptions; nobody asks for items. */

import { type FaultSpec, faultOf } from "../../faults/schedule.ts";
import { constant } from "../../kernel/distribution.ts";
import { createSimulation, type Simulation } from "../../kernel/simulation.ts";
import { at, type Duration, ms } from "../../kernel/time.ts";
import type { Config } from "./settings.ts";
import { storageServer } from "./storage-server.ts";
import { metadata2015 } from "./system.ts";

export interface FleetOptions {
  readonly servers: number;
  readonly config?: Partial<Config>;
  readonly faults?: readonly FaultSpec[];
  readonly mode?: "fast" | "check";
}

/** All in zone a, each message 1 ms under way. */
export function runFleet(until: Duration, options: FleetOptions): Simulation {
  const { servers, config = {}, faults = [], mode = "fast" } = options;
  const zones = [{ name: "a", machines: servers }];
  const { machines, placements } = metadata2015(config).deploy({ zones, clients: 0 });
  const simulation = createSimulation({
    seed: 1,
    mode,
    machines,
    placements,
    network: { withinZone: constant(ms(1)), acrossZones: constant(ms(1)) },
    faults: faults.map(faultOf),
    observers: [],
  });
  simulation.runUntil(at(until));
  return simulation;
}

export const statesOf = ({ world }: Simulation) =>
  world.playing(storageServer).map(({ state }) => state);

/** How often a mark was left. */
export const marked = ({ marks }: Simulation, name: string): number => marks.get(name) ?? 0;
