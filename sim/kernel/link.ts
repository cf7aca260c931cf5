import type { Cell } from "./cell.ts";
import type { Sampler } from "./distribution.ts";
import type { RandomStream } from "./random.ts";

/** From one role to another. When a role ends and its address is hosted again, links live on. */
export class Link {
  readonly index: number;
  from: Cell;
  to: Cell;
  delay: Sampler;
  readonly random: RandomStream;
  /** Within one machine: no delay, and no fault is asked. */
  loopback: boolean;
  /** Copies have delays of their own; drawing them from `random` would shift all later messages. */
  copies: RandomStream | undefined;
  /** The last byte sent so far is on the wire. */
  freeAt = 0;
  lastArrival = 0;
  /** When the receiver's processor is done with the last message, had there never been a pause. */
  lastServed = 0;

  constructor(index: number, from: Cell, to: Cell, delay: Sampler, random: RandomStream) {
    this.index = index;
    this.from = from;
    this.to = to;
    this.delay = delay;
    this.random = random;
    this.loopback = from.machine === to.machine;
  }
}
