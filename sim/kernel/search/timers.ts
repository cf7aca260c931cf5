import type { LocalTime } from "../time.ts";
import { Interner } from "./interner.ts";
import type { Outcome, TimerEffect } from "./local-steps.ts";

export interface ArmedTimer {
  readonly timer: string;
  /** The earliest instant at which it may fire. */
  readonly due: number;
}

/** More than one player has at once. */
const mostTimers = 1024;

/** Number of "no timer is running". */
export const noTimers = 0;

/** The timers of one player, in the order of their names, by number. */
export class Timers {
  private readonly sets = new Interner<readonly ArmedTimer[]>();
  private readonly fewer = new Map<number, number>();

  constructor() {
    this.sets.numberOf([]);
  }

  of(number: number): readonly ArmedTimer[] {
    return this.sets.valueOf(number);
  }

  /** The timers without the one at `index`. */
  without(number: number, index: number): number {
    const key = number * mostTimers + index;
    let known = this.fewer.get(key);
    if (known === undefined) {
      known = this.sets.numberOf(this.of(number).filter((_, at) => at !== index));
      this.fewer.set(key, known);
    }
    return known;
  }

  /** What is running after a step, which says so itself for whatever was running before. */
  after(number: number, { timers, timersAfter }: Outcome, now: LocalTime): number {
    if (timers.length === 0) return number;
    const known = timersAfter.get(number);
    if (known !== undefined) return known;
    const changed = this.sets.numberOf(changedBy(timers, this.of(number), now));
    timersAfter.set(number, changed);
    return changed;
  }
}

function changedBy(
  effects: readonly TimerEffect[],
  armed: readonly ArmedTimer[],
  now: number,
): readonly ArmedTimer[] {
  let left = armed;
  for (const effect of effects) {
    left = left.filter(({ timer }) => timer !== effect.timer);
    if (effect.kind === "cancel-timer") continue;
    left = [...left, { timer: effect.timer, due: now + effect.min }];
  }
  return [...left].sort((one, other) => (one.timer < other.timer ? -1 : 1));
}
