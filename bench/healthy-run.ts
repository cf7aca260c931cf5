/** The load of the scenario healthy-day, for as long as a benchmark needs it, seed 1. */

import type { World } from "../properties/property.ts";
import { guard } from "../properties/recording/guard.ts";
import { recordHistory } from "../properties/recording/history-recorder.ts";
import healthyDay from "../scenarios/healthy-day.ts";
import { invariantsFor } from "../scenarios/running/invariants-for.ts";
import { prepare } from "../scenarios/running/prepare.ts";
import { worldOf } from "../scenarios/running/world-of.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { History } from "../sim/client/history.ts";
import { createSimulation, type Simulation } from "../sim/kernel/simulation.ts";
import { at, type Duration, seconds } from "../sim/kernel/time.ts";
import { cpuSecondsOf } from "./measure.ts";

const seed = 1;

export interface Watching {
  readonly invariants?: boolean;
  readonly history?: boolean;
  readonly trace?: boolean;
  readonly mode?: "fast" | "check" | { readonly checkFrom: number; readonly checkUntil: number };
}

export interface HealthyRun {
  readonly simulation: Simulation;
  /** Throws if an invariant has broken: then the figures are of something else. */
  assertSound(world: World): void;
  history(): History;
}

export const healthyDayFor = (load: Duration): Scenario => ({ ...healthyDay, duration: load });

export function healthyRun(load: Duration, watching: Watching): HealthyRun {
  const { assembled } = prepare(healthyDayFor(load), { seed, changes: {} })[0]!;
  const watch = guard(watching.invariants === true ? invariantsFor(assembled) : []);
  const history = recordHistory();
  const simulation = createSimulation({
    seed,
    ...worldOf(assembled),
    mode: watching.mode ?? "fast",
    keepTrace: watching.trace ?? false,
    observers: [
      ...(watching.invariants === true ? [watch.observer] : []),
      ...(watching.history === true ? [history.observer] : []),
    ],
  });
  const assertSound = (world: World): void => {
    const wrong = watch
      .findings(world)
      .find(
        ({ invariant, finding }) =>
          finding.verdict === "broken" ||
          (finding.verdict === "unknown" && invariant.onOccasion !== true),
      );
    if (wrong === undefined) return;
    throw new Error(`${wrong.invariant.name} does not hold: ${wrong.finding.reason}`);
  };
  return { simulation, assertSound, history: history.history };
}

/** Events per CPU second under the load alone, without what comes before and after. */
export function eventRate(virtualSeconds: number, watching: Watching): number {
  const load = seconds(virtualSeconds);
  const { simulation, assertSound } = healthyRun(load, watching);
  const taken = cpuSecondsOf(() => simulation.runUntil(at(load)));
  assertSound(simulation.world);
  return simulation.events / taken;
}
