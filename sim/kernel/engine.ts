/** The loop: take the next event, and hand it on by its kind. */

import { due } from "./agenda.ts";
import { InvariantViolation } from "./assert.ts";
import type { Cast } from "./cast.ts";
import type { Delivery } from "./delivery.ts";
import type { FaultDriver } from "./fault-driver.ts";
import type { Machine } from "./machine.ts";
import type { Network } from "./network.ts";
import type { Performer } from "./performer.ts";
import type { Run } from "./run.ts";
import type { Starter } from "./starter.ts";
import type { SimTime } from "./time.ts";

/** What the loop needs; built by `simulation.ts`. */
export interface Parts {
  readonly run: Run;
  readonly network: Network;
  readonly cast: Cast;
  readonly starter: Starter;
  readonly machines: readonly Machine[];
  readonly performer: Performer;
  readonly delivery: Delivery;
  readonly faults: FaultDriver;
  readonly maxEvents: number;
}

export class Engine {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Handles all events up to and including `until`, which is the time then. */
  runUntil(until: SimTime): void {
    const { run } = this.parts;
    const { queue } = run.agenda;
    try {
      for (let time = queue.nextTime(); time <= until; time = queue.nextTime()) this.next(time);
    } catch (error) {
      throw this.located(error);
    }
    run.now = Math.max(run.now, until) as SimTime;
  }

  /** Handles one event; false if there is none. */
  step(): boolean {
    const { run } = this.parts;
    const { queue } = run.agenda;
    const before = run.events;
    try {
      // What is void or held is no event.
      while (run.events === before) {
        const time = queue.nextTime();
        if (time === Number.POSITIVE_INFINITY) return false;
        this.next(time);
      }
    } catch (error) {
      throw this.located(error);
    }
    return true;
  }

  endFaults(): void {
    try {
      this.parts.performer.rest("the end of all faults");
      this.parts.faults.endAll();
    } catch (error) {
      throw this.located(error);
    }
  }

  private next(time: number): void {
    const { run, maxEvents } = this.parts;
    run.now = time as SimTime;
    this.handle(run.agenda.queue.pop());
    if (run.events > maxEvents) {
      throw new InvariantViolation(
        `more than ${maxEvents} events by ${run.now} µs: the run does not come to an end`,
      );
    }
  }

  private handle(slot: number): void {
    const { run, network, delivery } = this.parts;
    const { cells } = this.parts.cast;
    const who = run.agenda.who[slot]!;
    switch (run.agenda.kind[slot]) {
      case due.message:
        delivery.onMessage(slot, network.links[who]!);
        break;
      case due.served:
        delivery.onServed(slot, network.links[who]!);
        break;
      case due.timer:
        delivery.onTimer(slot, cells[who]!);
        break;
      case due.flushed:
        delivery.onFlushed(slot, cells[who]!);
        break;
      case due.fetched:
        delivery.onFetched(slot, cells[who]!);
        break;
      case due.hosted:
        delivery.onHosted(slot, cells[who]!);
        break;
      default:
        this.handleRare(slot, who);
    }
  }

  private handleRare(slot: number, who: number): void {
    const { run, machines, faults, performer, starter } = this.parts;
    const kind = run.agenda.kind[slot]!;
    const cause = run.agenda.cause[slot]!;
    run.agenda.release(slot);
    if (kind === due.start) {
      const machine = machines[who]!;
      const isFree = machine.downs === 0 && machine.pauses === 0;
      if (isFree && !machine.running) starter.machine(machine, cause);
      return;
    }
    performer.rest(faults.describe(who));
    if (kind === due.faultBegins) faults.begin(who);
    else faults.end(who);
  }

  private located(error: unknown): unknown {
    this.parts.performer.locate(error);
    return error;
  }
}
