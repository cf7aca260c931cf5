/**
 * Which moments a report draws message by message: around what went wrong, else around the
 * fail-over, else an ordinary stretch. Drawn by running again up to there, so that a run which
 * nobody looks at pays nothing.
 */

import { recordWindow, type Stretch } from "../../properties/recording/window-recorder.ts";
import type { PropertyResult, Window } from "../../properties/result.ts";
import { InvariantViolation } from "../../sim/kernel/assert.ts";
import { createSimulation } from "../../sim/kernel/simulation.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import type { Assembled } from "./assemble.ts";
import { worldOf } from "./world-of.ts";

interface Moment {
  readonly name: string;
  readonly at: number;
  readonly role: string;
}

export function windowsOf(
  assembled: Assembled,
  seed: number,
  properties: readonly PropertyResult[],
  marks: readonly Moment[],
): Window[] {
  return stretches(assembled, properties, marks).map((stretch) => draw(assembled, seed, stretch));
}

function stretches(
  { schedule, faults, phases }: Assembled,
  properties: readonly PropertyResult[],
  marks: readonly Moment[],
): Stretch[] {
  const chosen: Stretch[] = [];
  const wrong = properties.find(({ verdict, at }) => verdict === "broken" && at !== undefined);
  if (wrong?.at !== undefined) {
    chosen.push(around(wrong.at, 12_000, 4_000, `${wrong.name} is broken`));
  }
  const firstFault = faults[0]?.from ?? phases.loadEnds;
  const election = marks.find(({ name, at }) => name === "election-started" && at > firstFault);
  if (schedule.length > 0 && election !== undefined) {
    chosen.push(around(election.at, 3_000, 9_000, `${election.role} stands for leadership`));
  }
  const serves = marks.find(({ name, at }) => name === "leader-serves" && at > firstFault);
  if (schedule.length > 0 && serves !== undefined) {
    chosen.push(around(serves.at, 3_000, 9_000, `${serves.role} begins to serve`));
  }
  const ordinary = Math.floor(Math.min(firstFault, phases.loadEnds) / 2);
  chosen.push(around(ordinary, 0, 12_000, "an ordinary moment"));
  return chosen.slice(0, 3);
}

const around = (at: number, before: number, after: number, why: string): Stretch => ({
  moment: at,
  from: Math.max(0, at - before),
  until: at + after,
  why,
});

function draw(assembled: Assembled, seed: number, stretch: Stretch): Window {
  const { deployment, placements } = assembled;
  const recorder = recordWindow(stretch, { ...deployment, placements });
  const simulation = createSimulation({
    seed,
    ...worldOf(assembled),
    mode: "fast",
    observers: [recorder.observer],
  });
  try {
    // A little more than the stretch, so that what was sent in it arrives.
    simulation.runUntil((stretch.until + 5_000) as SimTime);
  } catch (error) {
    if (!(error instanceof InvariantViolation)) throw error;
  }
  return recorder.window();
}
