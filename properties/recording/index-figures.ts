/** How far global indexes are behind their tables, and how long their queues are. */

import type { SimTime } from "../../sim/kernel/time.ts";
import { trackEntries } from "../indexes/entry-tracker.ts";
import { quantile } from "../latencies.ts";
import type { Measure, Measures } from "../property.ts";
import type { Gauge } from "./group-figures.ts";

/**
 * `indexLagP50`, `P99` and `Max`, ms from the commit of a write in its table until the commit of each
 * entry that it changes. `indexBacklogMax`: the longest queue of one partition to one index;
 * `indexBacklogEnd`: what waits in all of them when the run ends.
 */
export function gaugeIndexes(): Gauge {
  const tracker = trackEntries();
  const lags: number[] = [];
  let longest = 0;
  return {
    after({ who: { state } }, _group, now: SimTime) {
      const { table = "", partition = "", derived } = state.setup;
      if (derived?.table.indexes === undefined && !table.includes("/")) return;
      for (const { since } of tracker.after(state, now)) {
        for (const at of since) lags.push(now - at);
      }
      for (const index of derived?.table.indexes ?? []) {
        const queue = tracker.waiting.get(`${partition} ${table}/${index.name}`) ?? 0;
        if (queue > longest) longest = queue;
      }
    },
    measures() {
      if (lags.length === 0) return {};
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
