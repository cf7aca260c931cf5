/** One attempt to catch a mistake: run its grounds until the property that names it breaks. */

import { alwaysOn } from "../../properties/always-on.ts";
import { measuresOf } from "../../properties/measures.ts";
import type { Finding, Property } from "../../properties/property.ts";
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
import type { Scenario } from "../scenario.ts";
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
  const { caught, broken } = huntOn(ground, bugs[bug].caughtBy, seed);
  return { caught, broken };
}

/** What a hunt came to, and what it cost. */
export interface Hunted extends Catch {
  readonly events: number;
  /** When the named property broke, µs; undefined: it did not, or nobody knows. */
  readonly at: number | undefined;
}

/**
 * Runs the first case of a scenario with one seed, until the named property breaks or the load ends.
 * Invariants that the case expects to break are left out.
 */
export function huntOn(ground: Scenario, caughtBy: string, seed: number): Hunted {
  const { assembled, chosen } = prepare(ground, { seed, changes: {} })[0]!;
  // What is judged after the run: by its name, if the mistake names it.
  const judged = chosen.expect.map(({ property }) => property);
  const last = judged.find(({ name }) => name === caughtBy);
  const history = recordHistory();
  const watch = guard(alwaysOn.filter(({ name }) => chosen.breaksInvariants?.[name] === undefined));
  const simulation = createSimulation({
    seed,
    ...worldOf(assembled),
    mode: "fast",
    observers: [watch.observer, history.observer],
  });
  const broken: { readonly name: string; readonly at: number | undefined }[] = [];
  try {
    runUntilBroken(simulation, assembled, () => watch.broken && last === undefined);
  } catch (error) {
    if (!(error instanceof InvariantViolation)) throw error;
    broken.push({ name: "assertions", at: error.where?.time });
  }
  for (const { invariant, finding } of watch.findings(simulation.world)) {
    if (finding.verdict === "broken") broken.push({ name: invariant.name, at: finding.at });
  }
  const found = last && foundBy(last, simulation, history, assembled);
  if (found?.verdict === "broken") broken.push({ name: last!.name, at: found.at });
  const named = broken.find(({ name }) => name === caughtBy);
  return {
    caught: named !== undefined,
    broken: broken.map(({ name }) => name),
    events: simulation.events,
    at: named?.at,
  };
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

function foundBy(
  property: Property,
  simulation: Simulation,
  history: ReturnType<typeof recordHistory>,
  { phases }: Prepared["assembled"],
): Finding {
  switch (property.kind) {
    case "history":
      return property.judge(history.history());
    case "final":
      return property.judge(simulation.world, simulation.marks);
    case "figure": {
      const { world, marks } = simulation;
      const loadEnds = at(phases.loadEnds) as SimTime;
      const seen = { history: history.history(), marks, traffic: world.traffic(), loadEnds };
      return property.judge(measuresOf(seen), new Map());
    }
    default:
      throw new RangeError(
        `a hunt cannot judge ${property.name}: it is neither of a history nor of an end`,
      );
  }
}
