/** Check mode as a window inside a long run in fast mode, and what it leaves behind. */

import type { Simulation } from "../sim/kernel/simulation.ts";
import { seconds } from "../sim/kernel/time.ts";
import { type Benchmark, type Effort, scaled } from "./benchmark.ts";
import { healthyRun } from "./healthy-run.ts";
import { besideYardstick, yardstick } from "./hold-model.ts";
import { cpuSecondsOf, inTurns, median, medianRatio } from "./measure.ts";

/** Events: how many before the window, in it and behind it. */
const stretch = { before: 300_000, window: 40_000, after: 300_000 };

export const checkWindow: Benchmark = {
  name: "check-window",
  about: "events of healthy-day in a window of check mode inside a long fast run",
  run(effort) {
    const { repetitions } = effort;
    const unit = "events per CPU second";
    const { yardsticks, before, inside, after } = ratesOf(effort);
    return [
      {
        name: "healthy-day, window of check mode",
        value: median(inside),
        unit,
        ...besideYardstick(inside, yardsticks),
        goal: { of: "value", atLeast: 25_000 },
        repetitions,
      },
      {
        name: "healthy-day, fast again after the window",
        value: median(after),
        unit,
        ratio: medianRatio(after, before),
        ratioTo: "before the window",
        repetitions,
      },
    ];
  },
};

function ratesOf(effort: Effort) {
  const stretches: Stretches[] = [];
  const rates = inTurns(effort, {
    yardsticks: () => yardstick(effort),
    inside: () => {
      const rates = aroundWindow(effort);
      stretches.push(rates);
      return rates.inside;
    },
  });
  // Those of the rounds that warm up came first.
  const counted = stretches.slice(-effort.repetitions);
  const before = counted.map((each) => each.before);
  return { ...rates, before, after: counted.map((each) => each.after) };
}

/** Rates before, in and after the window of one run. */
type Stretches = Readonly<Record<"before" | "inside" | "after", number>>;

function aroundWindow(effort: Effort): Stretches {
  const first = scaled(stretch.before, effort);
  const inside = scaled(stretch.window, effort);
  const last = scaled(stretch.after, effort);
  const checkUntil = first + inside;
  // Longer than the events last: the load must not end before the measurement.
  const load = seconds((checkUntil + last) / 1_000);
  const mode = { checkFrom: first, checkUntil };
  const { simulation } = healthyRun(load, { mode, invariants: true });
  return {
    before: first / cpuSecondsOf(() => stepTo(simulation, first)),
    inside: inside / cpuSecondsOf(() => stepTo(simulation, checkUntil)),
    after: last / cpuSecondsOf(() => stepTo(simulation, checkUntil + last)),
  };
}

function stepTo(simulation: Simulation, events: number): void {
  while (simulation.events < events) simulation.step();
}
