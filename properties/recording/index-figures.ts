/** How far global indexes are behind their tables, and how long their queues are. */

import type { SimTime } from "../../sim/kernel/time.ts";
import { mostWaiting } from "../../sim/systems/dynamodb/index-propagation/back-pressure.ts";
import { indexTable } from "../../sim/systems/dynamodb/tables.ts";
import { trackEntries } from "../indexes/entry-tracker.ts";
import { quantile } from "../latencies.ts";
import type { Measure, Measures } from "../property.ts";
import type { IndexCourse } from "../result.ts";
import type { Gauge } from "./group-figures.ts";

/** What a report draws, beside the figures. */
export interface IndexGauge extends Gauge {
  /** Undefined: no table has a global index, or nothing was ever sent to it. */
  course(replicaLags: readonly number[]): IndexCourse | undefined;
}

type Steps = [instant: number, entries: number][];

/** Queues change with every entry: of each millisecond the highest is kept, and the last. */
const stepWidth = 1_000;

function noteLength(steps: Steps, now: number, entries: number): void {
  const last = steps[steps.length - 1];
  const before = steps[steps.length - 2];
  const isNew = last === undefined || now - last[0] >= stepWidth;
  if (isNew) steps.push([now, entries]);
  else if (entries > last[1]) last[1] = entries;
  else if (before !== undefined && last[0] - before[0] < stepWidth) last[1] = entries;
  else steps.push([now, entries]);
}

/** Few enough to draw. */
const mostDrawn = 400;

function sampleOf(lags: readonly number[]): readonly number[] {
  const sorted = [...lags].sort((left, right) => left - right);
  if (sorted.length <= mostDrawn) return sorted;
  const share = (sorted.length - 1) / (mostDrawn - 1);
  return Array.from({ length: mostDrawn }, (_, place) => sorted[Math.round(place * share)]!);
}

/**
 * `indexLagP50`, `P99` and `Max`, ms from the commit of a write in its table until the commit of each
 * entry that it changes. `indexBacklogMax`: the longest queue of one partition to one index;
 * `indexBacklogEnd`: what waits in all of them when the run ends.
 */
export function gaugeIndexes(): IndexGauge {
  const lags: number[] = [];
  const queues = new Map<string, Steps>();
  const bounds = new Map<string, number>();
  let instant = 0;
  const tracker = trackEntries((queue, entries) => {
    const steps = queues.get(queue) ?? [];
    queues.set(queue, steps);
    noteLength(steps, instant, entries);
  });
  return {
    after({ who: { state } }, _group, now: SimTime) {
      instant = now;
      for (const { since } of tracker.after(state, now)) {
        for (const at of since) lags.push(now - at);
      }
      const { derived, config } = state.setup;
      if (derived?.table.indexes === undefined || bounds.has(derived.table.name)) return;
      bounds.set(derived.table.name, 0);
      for (const index of derived.table.indexes) {
        bounds.set(indexTable(derived.table.name, index.name), mostWaiting(config, index));
      }
    },
    course(replicaLags) {
      if (queues.size === 0) return undefined;
      return {
        queues: [...queues].map(([queue, steps]) => {
          const [partition = "", index = ""] = queue.split(" ");
          return { name: `${partition} to ${index}`, full: bounds.get(index) ?? 0, steps };
        }),
        indexLags: sampleOf(lags),
        replicaLags: sampleOf(replicaLags),
      };
    },
    measures() {
      if (lags.length === 0) return {};
      let longest = 0;
      for (const steps of queues.values()) {
        for (const [, entries] of steps) if (entries > longest) longest = entries;
      }
      let left = 0;
      for (const count of tracker.waiting.values()) left += count;
      const entries = (value: number): Measure => ({ value, unit: "entries" });
      return {
        ...lagFigures(lags),
        indexBacklogMax: entries(longest),
        indexBacklogEnd: entries(left),
      };
    },
  };
}

function lagFigures(lags: readonly number[]): Measures {
  const sorted = [...lags].sort((left, right) => left - right);
  const at = (share: number): Measure => ({ value: quantile(sorted, share) / 1_000, unit: "ms" });
  return {
    indexEntries: { value: lags.length, unit: "count" },
    indexLagP50: at(0.5),
    indexLagP99: at(0.99),
    indexLagMax: at(1),
  };
}
