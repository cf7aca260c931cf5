import type { Duration, SimTime } from "./time.ts";

/**
 * The processor of one machine: some cores and one queue, first come, first served. Since work that
 * has been admitted is never withdrawn, the queue need not be kept: it is enough to know when each
 * core will be free.
 */
export class Processor {
  private readonly freeAt: Float64Array;

  constructor(cores: number) {
    this.freeAt = new Float64Array(cores);
  }

  /** Queues work that arrives now; returns when it will be done. */
  admit(now: SimTime, service: Duration): SimTime {
    const { freeAt } = this;
    let core = 0;
    for (let other = 1; other < freeAt.length; other++) {
      if (freeAt[other]! < freeAt[core]!) core = other;
    }
    const done = Math.max(now, freeAt[core]!) + service;
    freeAt[core] = done;
    return done as SimTime;
  }

  /** Nothing was done between `from` and `until`: what was left then is left now. */
  stall(from: SimTime, until: SimTime): void {
    for (let core = 0; core < this.freeAt.length; core++) {
      if (this.freeAt[core]! > from) this.freeAt[core]! += until - from;
    }
  }

  /** Forgets all work. */
  reset(): void {
    this.freeAt.fill(0);
  }
}
