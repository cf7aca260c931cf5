/** One attempt to catch a mistake: run its grounds until the property that names it breaks. */

import { alwaysOn } from "../../properties/always-on.ts";
import { measuresOf } from "../../properties/measures.ts";
import type { Property } from "../../properties/property.ts";
import { guard } from "../../properties/recording/guard.ts";
import { recordHistory } from "../../properties/recording/history-recorder.ts";
import { InvariantViolation } from "../../sim/kernel/assert.ts";
import { createSimulation, type Simulation } from "../../sim/kernel/simulation.ts";
import { at, type Duration, type SimTime, seconds } from "../../sim/kernel/time.ts";
import {
  type Bug,
  bugs,
  type FleetBug,
  type GroupBug,
  groupBugs,
} from "../../sim/systems/dynamodb/bugs.ts";
import { type Prepared, prepare } from "../running/prepare.ts";
import { worldOf } from "../running/world-of.ts";
import { fleetGroundOf } from "./fleet-grounds.ts";
import { groundOf } from "./grounds.ts";

export interface Catch {
  /** Whether the property that the mistake names broke. */
  readonly caught: boolean;
  /** Every property that broke, the named one or others. */
  readonly broken: readonly string[];
}

/** Runs the grounds of `bug` with one seed, the mistake switched on or off. */
export function hunt(bug: Bug, seed: number, on: boolean): Catch {
  const ground = isOfGroup(bug) ? groundOf(bug, on) : fleetGroundOf(bug, on);
  const { assembled, chosen } = prepare(ground, { seed, changes: {} })[0]!;
  const { caughtBy } = bugs[bug];
  // What is judged after the run: by its name, if the mistake names it.
  const judged = chosen.expect.map(({ property }) => property);
  const last = judged.find(({ name }) => name === caughtBy);
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
    runUntilBroken(simulation, assembled, () => watch.broken && last === undefined);
  } catch (error) {
    if (!(error instanceof InvariantViolation)) throw error;
    broken.push("assertions");
  }
  for (const { invariant, finding } of watch.findings(simulation.world)) {
    if (finding.verdict === "broken") broken.push(invariant.name);
  }
  if (last !== undefined && isBroken(last, simulation, history, assembled)) broken.push(last.name);
  return { caught: broken.includes(caughtBy), broken };
}

const isOfGroup = (bug: GroupBug | FleetBug): bug is GroupBug => Object.hasOwn(groupBugs, bug);

/** The load with its faults, or as much of it as is wanted; then a second in which all is well. */
function runUntilBroken(
  simulation: Simulation,
  { phases }: Prepared["assembled"],
  isEnough: () => boolean,
): void {
  for (let second = 1; seconds(second) <= phases.loadEnds; second += 1) {
    simulation.runUntil(at(seconds(second)));
    if (isEnough()) break;
  }
  simulation.endFaults();
  simulation.runUntil(at((simulation.now + seconds(1)) as Duration));
}

function isBroken(
  property: Property,
  simulation: Simulation,
  history: ReturnType<typeof recordHistory>,
  { phases }: Prepared["assembled"],
): boolean {
  switch (property.kind) {
    case "history":
      return property.judge(history.history()).verdict === "broken";
    case "final":
      return property.judge(simulation.world, simulation.marks).verdict === "broken";
    case "figure": {
      const { world, marks } = simulation;
      const loadEnds = at(phases.loadEnds) as SimTime;
      const seen = { history: history.history(), marks, traffic: world.traffic(), loadEnds };
      return property.judge(measuresOf(seen), new Map()).verdict === "broken";
    }
    default:
      throw new RangeError(
        `a hunt cannot judge ${property.name}: it is neither of a history nor of an end`,
      );
  }
}
