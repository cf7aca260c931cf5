/** A fleet with one table under an even load, seed 1: what the benchmarks of scale run. */

import { prepare } from "../scenarios/running/prepare.ts";
import { worldOf } from "../scenarios/running/world-of.ts";
import { scenario } from "../scenarios/scenario.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { createSimulation, type Simulation } from "../sim/kernel/simulation.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";

export interface FleetSize {
  readonly partitions: number;
  readonly nodesPerZone: number;
  readonly requestsPerSecond: number;
  readonly virtualSeconds: number;
  /** What the table holds, as a number. */
  readonly bytes?: number;
}

export function fleetRun(size: FleetSize): Simulation {
  const { partitions, nodesPerZone, requestsPerSecond, virtualSeconds, bytes = 0 } = size;
  const zones = ["a", "b", "c"].map((name) => ({ name, machines: nodesPerZone, clients: 5 }));
  const table = { name: "orders", capacity: { mode: "on-demand" }, partitions, bytes } as const;
  const { assembled } = prepare(
    scenario({
      name: "fleet",
      question: "",
      source: "",
      claims: [],
      topology: { zones, ...region },
      workload: openLoop({
        arrivals: poisson({ perSecond: requestsPerSecond }),
        writes: 0.5,
        reads: { strong: 0.5 },
        keys: uniformKeys({ keys: 100_000 }),
        table: "orders",
      }),
      faults: [],
      duration: seconds(virtualSeconds),
      seeds: { first: 1, count: 1 },
      cases: [{ system: fleet({ tables: [table] }), expect: [] }],
    }),
    { seed: 1, changes: {} },
  )[0]!;
  return createSimulation({ seed: 1, mode: "fast", ...worldOf(assembled) });
}
