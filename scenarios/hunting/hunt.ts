/** One attempt to catch a mistake: run its grounds until the property that names it breaks. */

import { alwaysOn } from "../../properties/always-on.ts";
import { linearizable } from "../../properties/histories/linearizable.ts";
import { guard } from "../../properties/recording/guard.ts";
import { recordHistory } from "../../properties/recording/history-recorder.ts";
import { InvariantViolation } from "../../sim/kernel/assert.ts";
import { createSimulation } from "../../sim/kernel/simulation.ts";
import { at, type Duration, seconds } from "../../sim/kernel/time.ts";
import { type GroupBug, groupBugs } from "../../sim/systems/dynamodb/bugs.ts";
import { prepare } from "../running/prepare.ts";
import { worldOf } from "../running/world-of.ts";
import { groundOf } from "./grounds.ts";

export interface Catch {
  /** Whether the property that the mistake names broke. */
  readonly caught: boolean;
  /** Every property that broke, the named one or others. */
  readonly broken: readonly string[];
}

/** Runs the grounds of `bug` with one seed, the mistake switched on or off. */
export function hunt(bug: GroupBug, seed: number, on: boolean): Catch {
  const ground = groundOf(bug, on);
  const { assembled } = prepare(ground, { seed, changes: {} })[0]!;
  const { caughtBy } = groupBugs[bug];
  const history = recordHistory();
  const watch = guard(alwaysOn);
  const simulation = createSimulation({
    seed,
    ...worldOf(assembled),
    mode: "fast",
    observers: [watch.observer, history.observer],
  });
  const broken: string[] = [];
  try {
    for (let second = 1; seconds(second) <= assembled.phases.loadEnds; second += 1) {
      simulation.runUntil(at(seconds(second)));
      if (watch.broken && caughtBy !== linearizable.name) break;
    }
    simulation.endFaults();
    simulation.runUntil(at((simulation.now + seconds(1)) as Duration));
  } catch (error) {
    if (!(error instanceof InvariantViolation)) throw error;
    broken.push("assertions");
  }
  for (const { invariant, finding } of watch.findings(simulation.world)) {
    if (finding.verdict === "broken") broken.push(invariant.name);
  }
  if (
    caughtBy === linearizable.name &&
    linearizable.judge(history.history()).verdict === "broken"
  ) {
    broken.push(linearizable.name);
  }
  return { caught: broken.includes(caughtBy), broken };
}
