import { InvariantViolation } from "./assert.ts";
import type { RandomStream } from "./random.ts";

/** Draws picks once and plays them back: the second run of an event must see the same luck. */
export class PickTape {
  private readonly drawn: { readonly count: number; readonly pick: number }[] = [];
  private stream: RandomStream | undefined;
  private played = 0;
  private replaying = false;

  record(stream: RandomStream): void {
    this.stream = stream;
    this.drawn.length = 0;
    this.replaying = false;
  }

  rewind(): void {
    this.played = 0;
    this.replaying = true;
  }

  below(count: number): number {
    if (!this.replaying) {
      const pick = this.stream!.below(count);
      this.drawn.push({ count, pick });
      return pick;
    }
    const next = this.drawn[this.played++];
    if (next?.count === count) return next.pick;
    const first = next === undefined ? "nothing more" : `one of ${next.count}`;
    throw new InvariantViolation(
      `run twice, the same event picks ${first} the first time and one of ${count} the second`,
    );
  }
}
