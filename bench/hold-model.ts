/**
 * The hold model (Jones, CACM 29 (1986)): pop the next event, push one at now + a delay drawn
 * before. The kernel's queue beside a bare heap, on the same delays; both must pop the same order.
 */

import { exponential, sampler } from "../sim/kernel/distribution.ts";
import { EventQueue } from "../sim/kernel/event-queue.ts";
import { streamsOf } from "../sim/kernel/random.ts";
import { seconds } from "../sim/kernel/time.ts";
import { BareHeap } from "./bare-heap.ts";
import { type Benchmark, type Effort, type Figure, referenceHolds, scaled } from "./benchmark.ts";
import { cpuSecondsOf, inTurns, median, medianRatio } from "./measure.ts";

const sizes = [100, 10_000, 1_000_000];
const holds = 1_000_000;

export const holdModel: Benchmark = {
  name: "hold",
  about: "the kernel's event queue beside a bare binary heap: pop one, push one",
  run: (effort) => sizes.map((size) => holdAt(scaled(size, effort), scaled(holds, effort), effort)),
};

function holdAt(pending: number, count: number, effort: Effort): Figure {
  const sums = new Set<number>();
  const rateOf = (hold: Holding) => count / cpuSecondsOf(() => sums.add(hold(count)));
  const rates = inTurns(effort, {
    queue: () => rateOf(queueHolding(pending)),
    bare: () => rateOf(heapHolding(pending)),
  });
  if (sums.size !== 1) {
    throw new Error(`the queue popped another order than the bare heap, ${pending} pending`);
  }
  return {
    name: `hold, ${pending} pending`,
    value: median(rates.queue),
    unit: "holds per CPU second",
    ratio: medianRatio(rates.queue, rates.bare),
    ratioTo: "the bare heap",
    goal: { of: "ratio", atLeast: 0.6 },
    repetitions: effort.repetitions,
  };
}

/** A power of two, so that going round costs a bit mask. */
const drawn = 1 << 16;
const random = streamsOf(1)("hold-model");
const draw = sampler(exponential({ mean: seconds(0.001) }));
const delays = Float64Array.from({ length: drawn }, () => draw(random));
const delay = (index: number): number => delays[index & (drawn - 1)]!;

/** What pops and pushes so often, and returns a checksum of the order in which slots came up. */
type Holding = (count: number) => number;

function queueHolding(pending: number): Holding {
  const queue = new EventQueue();
  for (let index = 0; index < pending; index += 1) queue.push(delay(index));
  return (count) => {
    let sum = 0;
    for (let index = pending; index < pending + count; index += 1) {
      const now = queue.nextTime();
      const slot = queue.pop();
      sum = (Math.imul(sum, 31) + slot) | 0;
      queue.release(slot);
      queue.push(now + delay(index));
    }
    return sum;
  };
}

function heapHolding(pending: number): Holding {
  const heap = new BareHeap(pending);
  for (let index = 0; index < pending; index += 1) heap.push(delay(index), index);
  return (count) => {
    let sum = 0;
    for (let index = pending; index < pending + count; index += 1) {
      const slot = heap.pop();
      sum = (Math.imul(sum, 31) + slot) | 0;
      heap.push(heap.now + delay(index), slot);
    }
    return sum;
  };
}

/** Holds per CPU second of the bare heap with 100 pending: the speed of this machine, now. */
export function yardstick(effort: Effort): number {
  const count = scaled(2_000_000, effort);
  const hold = heapHolding(100);
  return count / cpuSecondsOf(() => hold(count));
}

/** How a figure stands beside the yardstick, measured in the same repetitions. */
export function besideYardstick(
  rates: readonly number[],
  yardsticks: readonly number[],
): Pick<Figure, "ratio" | "ratioTo" | "atReference"> {
  const ratio = medianRatio(rates, yardsticks);
  return { ratio, ratioTo: "the yardstick", atReference: ratio * referenceHolds };
}
