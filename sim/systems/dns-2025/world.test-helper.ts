/** For tests: three zones with two load balancers each, hardships, and nobody who asks for items. */

import { type FaultSpec, faultOf } from "../../faults/schedule.ts";
import { slowLink } from "../../faults/slow-link.ts";
import { constant } from "../../kernel/distribution.ts";
import type { Observer } from "../../kernel/observer.ts";
import { createSimulation, type Simulation } from "../../kernel/simulation.ts";
import { at, type Duration, ms, seconds } from "../../kernel/time.ts";
import type { Config } from "./settings.ts";
import { dns2025 } from "./system.ts";

export interface WorldOptions {
  readonly config?: Partial<Config>;
  readonly faults?: readonly FaultSpec[];
  readonly observers?: readonly Observer[];
  readonly mode?: "fast" | "check";
}

/** Messages are 1 ms under way. */
export function runDns(until: Duration, options: WorldOptions = {}): Simulation {
  const { config = {}, faults = [], observers = [], mode = "fast" } = options;
  const zones = ["a", "b", "c"].map((name) => ({ name, machines: 2 }));
  const { machines, placements } = dns2025(config).deploy({ zones, clients: 0 });
  const simulation = createSimulation({
    seed: 1,
    mode,
    machines,
    placements,
    network: { withinZone: constant(ms(1)), acrossZones: constant(ms(1)) },
    faults: faults.map(faultOf),
    observers: [...observers],
  });
  simulation.runUntil(at(until));
  return simulation;
}

/** The hardship of the incident: what enactor a and the DNS service say takes `delay` each way. */
export const slowEnactor = (zone: string, from: number, until: number, delay: Duration) =>
  slowLink({
    between: [[`enactor-${zone}`], ["dns"]],
    delay,
    jitter: ms(1),
    from: seconds(from),
    until: seconds(until),
  });

/** How often a mark was left. */
export const marked = ({ marks }: Simulation, name: string): number => marks.get(name) ?? 0;
