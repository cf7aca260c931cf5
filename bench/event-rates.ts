/** How many events of healthy-day a second of CPU handles, by how closely it is watched. */

import { at, seconds } from "../sim/kernel/time.ts";
import { type Benchmark, type Effort, type Figure, scaled } from "./benchmark.ts";
import { eventRate, healthyRun } from "./healthy-run.ts";
import { besideYardstick, yardstick } from "./hold-model.ts";
import { inTurns, median, medianRatio } from "./measure.ts";

const virtualSeconds = 120;

export const eventRates: Benchmark = {
  name: "events",
  about: "healthy-day in fast mode: bare, with invariants, as `run` watches it, with a trace",
  run(effort) {
    const load = scaled(virtualSeconds, effort);
    const rates = inTurns(effort, {
      yardstick: () => yardstick(effort),
      bare: () => eventRate(load, {}),
      invariants: () => eventRate(load, { invariants: true }),
      asRun: () => eventRate(load, { invariants: true, history: true }),
      trace: () => eventRate(load, { trace: true }),
    });
    return figuresOf(rates, densityOf(load), effort);
  },
};

type Rates = Readonly<
  Record<"yardstick" | "bare" | "invariants" | "asRun" | "trace", readonly number[]>
>;

function figuresOf(rates: Rates, { operations, virtual }: Density, effort: Effort): Figure[] {
  const { repetitions } = effort;
  const unit = "events per CPU second";
  const figure = (name: string, from: keyof Rates, atLeast?: number): Figure => ({
    name: `healthy-day, ${name}`,
    value: median(rates[from]),
    unit,
    ...besideYardstick(rates[from], rates.yardstick),
    ...(atLeast === undefined ? {} : { goal: { of: "value", atLeast } }),
    repetitions,
  });
  const perCpuSecond = median(rates.invariants);
  return [
    {
      name: "yardstick",
      value: median(rates.yardstick),
      unit: "holds per CPU second, bare heap, 100 pending",
      repetitions,
    },
    figure("invariants off", "bare", 1_000_000),
    figure("invariants on", "invariants", 600_000),
    figure("invariants and history, as `run`", "asRun"),
    figure("trace kept, invariants off", "trace"),
    {
      name: "cost of the trace",
      value: 100 * (medianRatio(rates.bare, rates.trace) - 1),
      unit: "% more CPU time",
      goal: { of: "value", atMost: 35 },
      repetitions,
    },
    {
      name: "operations, invariants on",
      value: perCpuSecond * operations,
      unit: "operations per CPU second",
      repetitions,
    },
    {
      name: "simulated time, invariants on",
      value: perCpuSecond * virtual,
      unit: "virtual seconds per CPU second",
      repetitions,
    },
  ];
}

/** What one event stands for, on average. */
interface Density {
  readonly operations: number;
  /** s */
  readonly virtual: number;
}

function densityOf(virtualSeconds: number): Density {
  const load = seconds(virtualSeconds);
  const { simulation, history } = healthyRun(load, { history: true });
  simulation.runUntil(at(load));
  const { events } = simulation;
  return {
    operations: history().operations.length / events,
    virtual: virtualSeconds / events,
  };
}
