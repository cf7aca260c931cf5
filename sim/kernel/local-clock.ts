import { assert } from "./assert.ts";
import type { Duration, LocalTime, SimTime } from "./time.ts";

/**
 * One machine's clock. It starts with the simulation's, may drift, and may be set. What it has
 * counted is kept apart from what it shows: a timer runs on the former, so drift stretches it and a
 * jump does not touch it.
 */
export class LocalClock {
  /** The count was `counted` at `since`, and has gained `partsPerMillion` from there on. */
  private since = 0;
  private counted = 0;
  private partsPerMillion = 0;
  private offset = 0;

  /** What the clock shows. */
  read(now: SimTime): LocalTime {
    return (this.count(now) + this.offset) as LocalTime;
  }

  /** µs counted since the start: `read` without the jumps. Never runs backwards. */
  count(now: SimTime): number {
    const passed = now - this.since;
    if (this.partsPerMillion === 0) return this.counted + passed;
    return this.counted + passed + Math.floor((passed * this.partsPerMillion) / 1_000_000);
  }

  /** The earliest instant, not before `now`, at which `count` is at least `target`. */
  whenCounted(target: number, now: SimTime): SimTime {
    const left = target - this.counted;
    if (this.partsPerMillion === 0) return Math.max(now, this.since + left) as SimTime;
    const rate = 1 + this.partsPerMillion / 1_000_000;
    let when = Math.max(now, this.since + Math.floor(left / rate) - 1) as SimTime;
    // The division is a guess, good to a µs or two; the count itself is exact.
    while (this.count(when) < target) when = (when + 1) as SimTime;
    return when;
  }

  jump(by: Duration): void {
    this.offset += by;
  }

  /** From now on the clock gains this many µs per second; more than -1,000,000. */
  drift(partsPerMillion: number, now: SimTime): void {
    assert(
      partsPerMillion > -1_000_000,
      `a clock cannot drift by ${partsPerMillion} µs per second`,
    );
    this.counted = this.count(now);
    this.since = now;
    this.partsPerMillion = partsPerMillion;
  }
}
