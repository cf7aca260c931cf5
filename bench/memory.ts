/**
 * Memory over 100 simulated minutes of healthy-day's load at its full rate, without trace and
 * without history. What a run holds must not grow with its length.
 */

import { at, seconds } from "../sim/kernel/time.ts";
import { type Benchmark, type Effort, type Figure, scaled } from "./benchmark.ts";
import { healthyRun } from "./healthy-run.ts";
import { collectGarbage, median } from "./measure.ts";

/** Virtual seconds between two looks. */
const interval = 600;
const looks = 10;

interface Sample {
  readonly minutes: number;
  /** MB, after a collection. */
  readonly heap: number;
  readonly resident: number;
}

export const memory: Benchmark = {
  name: "memory",
  about: "heap and resident memory over 100 simulated minutes without trace and history",
  slow: true,
  run(effort) {
    const samples = sampled(effort);
    const notes = samples.map(
      ({ minutes, heap, resident }) =>
        `after ${minutes.toFixed(0)} min: heap ${heap.toFixed(1)} MB, resident ${resident.toFixed(1)} MB`,
    );
    return [
      {
        ...growthOf(
          "heap",
          samples.map(({ heap }) => heap),
        ),
        notes,
      },
      growthOf(
        "resident memory",
        samples.map(({ resident }) => resident),
      ),
    ];
  },
};

function sampled(effort: Effort): Sample[] {
  const step = scaled(interval, effort);
  const load = seconds(step * looks);
  const { simulation, assertSound } = healthyRun(load, { invariants: true });
  const samples: Sample[] = [];
  for (let look = 1; look <= looks; look += 1) {
    simulation.runUntil(at(seconds(step * look)));
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    samples.push({ minutes: (step * look) / 60, heap: heapUsed / 1e6, resident: rss / 1e6 });
  }
  assertSound(simulation.world);
  return samples;
}

/** The second half over the first: what leaks makes it larger than 1. */
function growthOf(what: string, sizes: readonly number[]): Figure {
  const half = sizes.length / 2;
  return {
    name: `${what} over a long run`,
    value: median(sizes),
    unit: "MB",
    ratio: median(sizes.slice(half)) / median(sizes.slice(0, half)),
    ratioTo: "its first half",
    goal: { of: "ratio", atMost: 1.1 },
    repetitions: 1,
  };
}
