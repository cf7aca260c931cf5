/** What keeping the trace costs: with it and without it in turns, in one process. */

import { type Benchmark, scaled } from "./benchmark.ts";
import { eventRate } from "./healthy-run.ts";
import { inTurns, median, medianRatio } from "./measure.ts";

const virtualSeconds = 100;

export const traceCost: Benchmark = {
  name: "trace",
  about: "events of healthy-day with its trace kept, and what that costs",
  run(effort) {
    const { repetitions } = effort;
    const load = scaled(virtualSeconds, effort);
    const rates = inTurns(effort, {
      bare: () => eventRate(load, {}),
      trace: () => eventRate(load, { trace: true }),
    });
    return [
      {
        name: "healthy-day, trace kept, invariants off",
        value: median(rates.trace),
        unit: "events per CPU second",
        ratio: medianRatio(rates.trace, rates.bare),
        ratioTo: "without it",
        repetitions,
      },
      {
        name: "cost of the trace",
        value: 100 * (medianRatio(rates.bare, rates.trace) - 1),
        unit: "% more CPU time",
        goal: { of: "value", atMost: 35 },
        repetitions,
      },
    ];
  },
};
