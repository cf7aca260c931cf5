/** Check mode: by itself, and as a window inside a long run in fast mode. */

import type { Simulation } from "../sim/kernel/simulation.ts";
import { seconds } from "../sim/kernel/time.ts";
import { type Benchmark, type Effort, type Figure, scaled } from "./benchmark.ts";
import { eventRate, healthyRun } from "./healthy-run.ts";
import { besideYardstick, yardstick } from "./hold-model.ts";
import { cpuSecondsOf, inTurns, median, medianRatio } from "./measure.ts";

/** Virtual, with check mode on from the first event. */
const checkedSeconds = 4;
/** Events: how many before the window, in it and behind it. */
const stretch = { before: 100_000, window: 20_000, after: 100_000 };

const unit = "events per CPU second";

export const checkMode: Benchmark = {
  name: "check",
  about: "healthy-day in check mode, and with a window of it inside a long fast run",
  run(effort) {
    const { repetitions } = effort;
    const load = scaled(checkedSeconds, effort);
    const rates = inTurns(effort, {
      yardstick: () => yardstick(effort),
      checked: () => eventRate(load, { mode: "check", invariants: true }),
    });
    const checked: Figure = {
      name: "healthy-day, check mode",
      value: median(rates.checked),
      unit,
      ...besideYardstick(rates.checked, rates.yardstick),
      goal: { of: "value", atLeast: 25_000 },
      repetitions,
    };
    return [checked, ...windowFigures(effort)];
  },
};

function windowFigures(effort: Effort): Figure[] {
  const { repetitions } = effort;
  const stretches: Stretches[] = [];
  const rates = inTurns(effort, {
    yardstick: () => yardstick(effort),
    inside: () => {
      const rates = aroundWindow(effort);
      stretches.push(rates);
      return rates.inside;
    },
  });
  // The first time does not count.
  const [, ...counted] = stretches;
  const after = counted.map((each) => each.after);
  return [
    {
      name: "healthy-day, window of check mode",
      value: median(rates.inside),
      unit,
      ...besideYardstick(rates.inside, rates.yardstick),
      goal: { of: "value", atLeast: 25_000 },
      repetitions,
    },
    {
      name: "healthy-day, fast again after the window",
      value: median(after),
      unit,
      ratio: medianRatio(
        after,
        counted.map((each) => each.before),
      ),
      ratioTo: "before the window",
      repetitions,
    },
  ];
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
