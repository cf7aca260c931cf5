/** Check mode by itself: from the first event to the last. */

import { type Benchmark, scaled } from "./benchmark.ts";
import { eventRate } from "./healthy-run.ts";
import { besideYardstick, yardstick } from "./hold-model.ts";
import { inTurns, median } from "./measure.ts";

/** About fifty thousand events. */
const virtualSeconds = 10;

export const checkMode: Benchmark = {
  name: "check",
  about: "events of healthy-day in check mode, with invariants",
  run(effort) {
    const load = scaled(virtualSeconds, effort);
    const rates = inTurns(effort, {
      yardstick: () => yardstick(effort),
      checked: () => eventRate(load, { mode: "check", invariants: true }),
    });
    return [
      {
        name: "healthy-day, check mode",
        value: median(rates.checked),
        unit: "events per CPU second",
        ...besideYardstick(rates.checked, rates.yardstick),
        goal: { of: "value", atLeast: 25_000 },
        repetitions: effort.repetitions,
      },
    ];
  },
};
