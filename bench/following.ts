/**
 * What indexes and streams cost: as many messages more as they need, at the price of any other. And
 * what a change weighs that an index has not taken yet: the log has it already, so not much.
 */

import { prefixed, uniformKeys } from "../sim/client/keys.ts";
import { at, seconds } from "../sim/kernel/time.ts";
import { replica } from "../sim/systems/dynamodb/replication-group/replica.ts";
import type { TableSpec } from "../sim/systems/dynamodb/tables.ts";
import { type Benchmark, type Figure, scaled } from "./benchmark.ts";
import { type FleetSize, fleetRun } from "./fleet-run.ts";
import { collectGarbage, cpuSecondsOf, inTurns, median, medianRatio } from "./measure.ts";

const names = ["by-customer", "by-product", "by-shop", "by-courier", "by-month"];
const attributes = names.map((name) => ({
  name,
  values: prefixed({ prefix: `${name}-`, keys: uniformKeys({ keys: 1_000 }) }),
}));
const indexed = (count: number): Partial<TableSpec> => ({
  indexes: names.slice(0, count).map((name) => ({ name, key: name, partitions: 2 })),
});

const kinds = {
  none: {},
  one: indexed(1),
  five: indexed(5),
  stream: { stream: { view: "new-and-old-images" } },
} as const satisfies Record<string, Partial<TableSpec>>;

const size = (table: Partial<TableSpec>, virtualSeconds: number): FleetSize => ({
  partitions: 6,
  nodesPerZone: 2,
  requestsPerSecond: 200,
  virtualSeconds,
  table,
  load: { attributes },
});

export const following: Benchmark = {
  name: "following",
  about: "a fleet whose table has no index, one, five, or a stream: events and requests",
  run(effort) {
    const load = scaled(10, effort);
    const events = { none: 0, one: 0, five: 0, stream: 0 };
    const measure = (kind: keyof typeof kinds) => () => {
      const simulation = fleetRun(size(kinds[kind], load));
      const taken = cpuSecondsOf(() => simulation.runUntil(at(seconds(load))));
      events[kind] = simulation.events;
      return simulation.events / taken;
    };
    const rates = inTurns(effort, {
      none: measure("none"),
      one: measure("one"),
      five: measure("five"),
      stream: measure("stream"),
    });
    const requests = 200 * load;
    const figure = (kind: "one" | "five" | "stream", what: string): Figure => ({
      name: `events with ${what}`,
      value: median(rates[kind]),
      unit: "events per CPU second",
      ratio: medianRatio(rates[kind], rates.none),
      ratioTo: "the same load without",
      goal: { of: "ratio", atLeast: 0.85 },
      repetitions: effort.repetitions,
      notes: [
        `${(events[kind] / requests).toFixed(1)} events a request, ${(events.none / requests).toFixed(1)} without`,
        `${Math.round((median(rates[kind]) * requests) / events[kind])} requests per CPU second, ${Math.round((median(rates.none) * requests) / events.none)} without`,
      ],
    });
    return [
      figure("one", "one index"),
      figure("five", "five indexes"),
      figure("stream", "a stream"),
    ];
  },
};

/** An index that takes hardly anything, behind a table that is not held back. */
export const backlog: Benchmark = {
  name: "backlog",
  about: "changes that wait for an index: bytes of heap each",
  slow: true,
  run(effort) {
    const load = scaled(1_000, effort);
    const stuck: Partial<TableSpec> = {
      indexes: [
        {
          name: "by-customer",
          key: "by-customer",
          capacity: { mode: "provisioned", read: 1, write: 1 },
        },
      ],
    };
    const [, without] = heapAfter({}, load);
    const [waiting, held] = heapAfter(stuck, load);
    return [
      {
        name: "a change that waits",
        value: (held - without) / Math.max(1, waiting),
        unit: "bytes of heap",
        goal: { of: "value", atMost: 200 },
        repetitions: 1,
        notes: [`${waiting} changes wait`],
      },
    ];
  },
};

/** Changes that wait, and the heap of the whole run. */
function heapAfter(table: Partial<TableSpec>, virtualSeconds: number): [number, number] {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const simulation = fleetRun({
    partitions: 1,
    nodesPerZone: 1,
    requestsPerSecond: 900,
    virtualSeconds,
    table,
    load: { writes: 1, keys: uniformKeys({ keys: 1_000 }), attributes },
    settings: { indexBackPressure: false, checkpointEvery: 1_000, retainedRecords: 500 },
  });
  simulation.runUntil(at(seconds(virtualSeconds)));
  collectGarbage();
  const held = process.memoryUsage().heapUsed - before;
  let waiting = 0;
  for (const { state } of simulation.world.playing(replica)) {
    for (const feed of state.propagating?.feeds ?? []) waiting += feed.backlog;
  }
  return [waiting, held];
}
