/** How many events of healthy-day a second of CPU handles, by how closely it is watched. */

import { at, seconds } from "../sim/kernel/time.ts";
import { type Benchmark, type Effort, type Figure, type Goal, scaled } from "./benchmark.ts";
import { eventRate, healthyRun, type Watching } from "./healthy-run.ts";
import { besideYardstick, yardstick } from "./hold-model.ts";
import { inTurns, median } from "./measure.ts";

/** About a million events. */
const virtualSeconds = 200;

export const bare: Benchmark = {
  name: "bare",
  about: "events of healthy-day, fast mode, watched by nobody",
  run(effort) {
    const rates = ratesOf({}, effort);
    const machine: Figure = {
      name: "yardstick",
      value: median(rates.yardstick),
      unit: "holds per CPU second, bare heap, 100 pending",
      repetitions: effort.repetitions,
    };
    return [machine, figure("invariants off", rates, { of: "value", atLeast: 1_000_000 })];
  },
};

export const invariants: Benchmark = {
  name: "invariants",
  about: "events of healthy-day with invariants, its operations, and simulated over real time",
  run(effort) {
    const rates = ratesOf({ invariants: true }, effort);
    const events = figure("invariants on", rates, { of: "value", atLeast: 600_000 });
    const scale = (name: string, unit: string, perEvent: number): Figure => {
      const { value, atReference = Number.NaN, repetitions } = events;
      const scaled = { value: value * perEvent, atReference: atReference * perEvent };
      return { name: `${name}, invariants on`, unit, ...scaled, repetitions };
    };
    // After the measurements: the history that it keeps would slow them.
    const { operations, virtual } = densityOf(scaled(virtualSeconds, effort));
    return [
      events,
      scale("operations", "operations per CPU second", operations),
      scale("simulated time", "virtual seconds per CPU second", virtual),
    ];
  },
};

export const asRun: Benchmark = {
  name: "as-run",
  about: "events of healthy-day with invariants and history, as `run` watches it",
  run(effort) {
    const rates = ratesOf({ invariants: true, history: true }, effort);
    return [figure("invariants and history, as `run`", rates)];
  },
};

type Rates = Readonly<Record<"yardstick" | "events", readonly number[]>>;

function ratesOf(watching: Watching, effort: Effort): Rates {
  const load = scaled(virtualSeconds, effort);
  return inTurns(effort, {
    yardstick: () => yardstick(effort),
    events: () => eventRate(load, watching),
  });
}

function figure(name: string, rates: Rates, goal?: Goal): Figure {
  return {
    name: `healthy-day, ${name}`,
    value: median(rates.events),
    unit: "events per CPU second",
    ...besideYardstick(rates.events, rates.yardstick),
    ...(goal === undefined ? {} : { goal }),
    repetitions: rates.events.length,
  };
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
