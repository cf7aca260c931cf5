/** A fleet with one table under an even load, seed 1: what the benchmarks of scale run. */

import { prepare } from "../scenarios/running/prepare.ts";
import { worldOf } from "../scenarios/running/world-of.ts";
import { scenario } from "../scenarios/scenario.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { type Load, openLoop } from "../sim/client/workload.ts";
import { createSimulation, type Simulation } from "../sim/kernel/simulation.ts";
import { seconds } from "../sim/kernel/time.ts";
import type { Config } from "../sim/systems/dynamodb/config.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import type { TableSpec } from "../sim/systems/dynamodb/tables.ts";

export interface FleetSize {
  readonly partitions: number;
  readonly nodesPerZone: number;
  readonly requestsPerSecond: number;
  readonly virtualSeconds: number;
  /** What the table holds, as a number. */
  readonly bytes?: number;
  /** What the table is beside that. */
  readonly table?: Partial<TableSpec>;
  /** Default: half reads, half writes, of 100,000 keys. */
  readonly load?: Partial<Load>;
  readonly settings?: Partial<Config>;
}

export function fleetRun(size: FleetSize): Simulation {
  const { partitions, nodesPerZone, requestsPerSecond, virtualSeconds, bytes = 0 } = size;
  const { table: more, load, settings } = size;
  const zones = ["a", "b", "c"].map((name) => ({ name, machines: nodesPerZone, clients: 5 }));
  const capacity = { mode: "on-demand" } as const;
  const table = { name: "orders", capacity, partitions, bytes, ...more };
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
        ...load,
      }),
      faults: [],
      duration: seconds(virtualSeconds),
      seeds: { first: 1, count: 1 },
      cases: [{ system: fleet({ tables: [table], ...settings }), expect: [] }],
    }),
    { seed: 1, changes: {} },
  )[0]!;
  return createSimulation({ seed: 1, mode: "fast", ...worldOf(assembled) });
}
