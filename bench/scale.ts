/**
 * What size costs: an event must not cost more where there are more partitions, an idle replica
 * must be small, and a large table must be built at once and run for an hour.
 */

import { at, seconds } from "../sim/kernel/time.ts";
import { type Benchmark, type Effort, type Figure, scaled } from "./benchmark.ts";
import { fleetRun } from "./fleet-run.ts";
import { collectGarbage, cpuSecondsOf, inTurns, median, medianRatio } from "./measure.ts";

const many = 10_000;
/** Storage nodes in each of three zones, for one partition and for many. */
const nodesPerZone = 20;

export const scale: Benchmark = {
  name: "scale",
  about: "a fleet of 60 storage nodes: events with 10,000 partitions and with 1; idle replicas",
  run(effort) {
    const load = scaled(60, effort);
    const rates = inTurns(effort, {
      one: () => eventsPerSecond(1, load),
      many: () => eventsPerSecond(scaled(many, effort), load),
    });
    return [
      {
        name: "events of a fleet with 10,000 partitions",
        value: median(rates.many),
        unit: "events per CPU second",
        ratio: medianRatio(rates.many, rates.one),
        ratioTo: "the same load on 1 partition",
        goal: { of: "ratio", atLeast: 0.7 },
        repetitions: effort.repetitions,
      },
      idleReplica(effort),
    ];
  },
};

const size = (partitions: number, virtualSeconds: number, bytes = 0) =>
  ({ partitions, nodesPerZone, requestsPerSecond: 500, virtualSeconds, bytes }) as const;

function eventsPerSecond(partitions: number, virtualSeconds: number): number {
  const simulation = fleetRun(size(partitions, virtualSeconds));
  const taken = cpuSecondsOf(() => simulation.runUntil(at(seconds(virtualSeconds))));
  return simulation.events / taken;
}

/** Heap of a fleet with many partitions that nobody asks, above that of one with a single one. */
function idleReplica(effort: Effort): Figure {
  const partitions = scaled(many, effort);
  const heapWith = (count: number): number => {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const simulation = fleetRun(size(count, 1));
    collectGarbage();
    const held = process.memoryUsage().heapUsed - before;
    // Keeps it alive until it has been weighed.
    if (simulation.events > 0) throw new Error("expected a fleet that has not begun");
    return held;
  };
  heapWith(1);
  const replicas = 3 * partitions;
  return {
    name: "an idle replica",
    value: (heapWith(partitions) - heapWith(1)) / replicas,
    unit: "bytes of heap",
    goal: { of: "value", atMost: 2_000 },
    repetitions: 1,
  };
}

export const terabyte: Benchmark = {
  name: "terabyte",
  about: "a table of 1 TB in 100 partitions: built, and run for an hour at 100 requests/s",
  slow: true,
  run(effort) {
    const hour = scaled(3_600, effort);
    const table = { ...size(100, hour, 1e12), nodesPerZone: 3, requestsPerSecond: 100 };
    const built = cpuSecondsOf(() => void fleetRun(table));
    const simulation = fleetRun(table);
    const taken = cpuSecondsOf(() => simulation.runUntil(at(seconds(hour))));
    return [
      {
        name: "building a table of 1 TB",
        value: built,
        unit: "CPU seconds",
        goal: { of: "value", atMost: 1 },
        repetitions: 1,
      },
      {
        name: "an hour of 100 requests/s on 1 TB",
        value: taken,
        unit: "CPU seconds",
        goal: { of: "value", atMost: 20 },
        repetitions: 1,
        notes: [`${simulation.events} events`],
      },
    ];
  },
};
