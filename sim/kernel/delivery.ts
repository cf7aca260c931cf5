/** What becomes of events that are due: held, void, queued for a processor, or handed to a role. */

import { due, isCopy, isUnordered } from "./agenda.ts";
import type { Cell } from "./cell.ts";
import type { Link } from "./link.ts";
import type { Machine } from "./machine.ts";
import type { Network } from "./network.ts";
import type { Performer } from "./performer.ts";
import { recordKind } from "./record-kind.ts";
import type { Address, AnyMessage } from "./role.ts";
import type { Run } from "./run.ts";
import { serviceOf } from "./service-time.ts";
import type { Starter } from "./starter.ts";
import type { LocalTime, SimTime } from "./time.ts";
import { noIndex, traced } from "./trace.ts";

export class Delivery {
  private readonly run: Run;
  private readonly network: Network;
  private readonly performer: Performer;
  private readonly starter: Starter;

  // One event object of each kind for the whole run: handlers may not keep them.
  private readonly arrival = {
    kind: "message" as const,
    at: 0 as LocalTime,
    from: "" as Address,
    message: { kind: "" } as AnyMessage,
  };
  private readonly alarm = { kind: "timer" as const, at: 0 as LocalTime, timer: "" };
  private readonly flushed = {
    kind: "persisted" as const,
    at: 0 as LocalTime,
    record: undefined as unknown,
  };
  private readonly page = { kind: "fetched" as const, at: 0 as LocalTime, ticket: 0 };

  constructor(run: Run, network: Network, performer: Performer, starter: Starter) {
    this.run = run;
    this.network = network;
    this.performer = performer;
    this.starter = starter;
  }

  onMessage(slot: number, link: Link): void {
    const { agenda, now } = this.run;
    const { machine } = link.to;
    if (this.isLost(slot, link.to)) {
      this.lose(slot, link);
      return;
    }
    if (machine.pauses > 0) {
      this.hold(slot, machine);
      return;
    }
    const service = serviceOf(link.to, agenda.what[slot] as AnyMessage);
    const unordered = (agenda.flags[slot]! & isUnordered) !== 0;
    // What needs no service still waits for its turn behind what was sent before it.
    const turn = unordered ? now : link.lastServed + machine.stalled;
    if (service === 0 && turn <= now) {
      this.deliver(slot, link);
      return;
    }

    let done: number = service === 0 ? now : machine.processor.admit(now, service);
    if (!unordered) {
      done = Math.max(done, turn);
      link.lastServed = done - machine.stalled;
    }
    agenda.kind[slot] = due.served;
    agenda.stalled[slot] = machine.stalled;
    agenda.queue.requeue(done, slot);
  }

  onServed(slot: number, link: Link): void {
    const { agenda, now } = this.run;
    const { machine } = link.to;
    if (this.isLost(slot, link.to)) {
      this.lose(slot, link);
      return;
    }
    const lag = machine.stalled - agenda.stalled[slot]!;
    if (lag > 0) {
      // A pause interrupted the work: it is done later by as much.
      agenda.stalled[slot] = machine.stalled;
      agenda.queue.requeue(now + lag, slot);
      return;
    }
    if (machine.pauses > 0) {
      this.hold(slot, machine);
      return;
    }
    this.deliver(slot, link);
  }

  onTimer(slot: number, cell: Cell): void {
    const { agenda, now, recorder } = this.run;
    if (cell.machine.pauses > 0) {
      this.hold(slot, cell.machine);
      return;
    }
    const timer = agenda.what[slot] as string;
    cell.timers.delete(timer);
    const label = recorder.labels.of(timer);
    this.run.begin(traced.timer, cell.index, noIndex, label, agenda.cause[slot]!);
    agenda.release(slot);
    this.alarm.at = cell.machine.clock.read(now);
    this.alarm.timer = timer;
    this.performer.handle(cell, this.alarm);
  }

  onFlushed(slot: number, cell: Cell): void {
    const { agenda, now, recorder } = this.run;
    if (this.isVoidOrHeld(slot, cell)) return;
    const record = cell.log.flush(cell.machine.disk.lying);
    const label = recorder.labels.of(recordKind(record));
    this.run.begin(traced.persisted, cell.index, noIndex, label, agenda.cause[slot]!);
    agenda.release(slot);
    this.flushed.at = cell.machine.clock.read(now);
    this.flushed.record = record;
    this.performer.handle(cell, this.flushed);
  }

  onFetched(slot: number, cell: Cell): void {
    const { agenda, now, recorder } = this.run;
    if (this.isVoidOrHeld(slot, cell)) return;
    const label = recorder.labels.of("page");
    this.run.begin(traced.fetched, cell.index, noIndex, label, agenda.cause[slot]!);
    this.page.at = cell.machine.clock.read(now);
    this.page.ticket = agenda.value[slot]!;
    agenda.release(slot);
    this.performer.handle(cell, this.page);
  }

  /** The first start of a role that another one has created. */
  onHosted(slot: number, cell: Cell): void {
    const { agenda } = this.run;
    if (this.isVoidOrHeld(slot, cell)) return;
    const cause = agenda.cause[slot]!;
    agenda.release(slot);
    this.starter.cell(cell, cause);
  }

  private deliver(slot: number, link: Link): void {
    const { run } = this;
    const { agenda, now } = run;
    if (!link.to.started) {
      this.starter.cell(link.to, agenda.cause[slot]!);
      // It may have ended itself at once.
      if (!link.to.started) return this.lose(slot, link);
    }
    const message = agenda.what[slot] as AnyMessage;
    const isCopied = (agenda.flags[slot]! & isCopy) !== 0;
    const label = run.recorder.labels.of(message.kind);
    const kind = isCopied ? traced.copy : traced.message;
    run.begin(kind, link.to.index, link.from.index, label, agenda.cause[slot]!);
    this.network.delivered++;
    if (run.audience.messages.length > 0) {
      this.tell(link, message, agenda.value[slot]!, isCopied ? "copy" : "delivered");
    }
    agenda.release(slot);
    this.arrival.at = link.to.machine.clock.read(now);
    this.arrival.from = link.from.address;
    this.arrival.message = message;
    this.performer.handle(link.to, this.arrival);
  }

  private tell(link: Link, message: AnyMessage, sentAt: number, fate: "copy" | "delivered"): void {
    const { audience, now, current } = this.run;
    const [from, to] = [link.from.address, link.to.address];
    audience.message({ sentAt: sentAt as SimTime, now, from, to, message, fate, event: current });
  }

  /** The receiver is down, or has been since: the connection that carried it is gone. */
  private isLost(slot: number, cell: Cell): boolean {
    return this.run.agenda.epoch[slot] !== cell.epoch || !cell.machine.running;
  }

  /** Whether nothing is to be done now: nobody is left who asked for it, or the machine is paused. */
  private isVoidOrHeld(slot: number, cell: Cell): boolean {
    const { agenda } = this.run;
    if (agenda.epoch[slot] !== cell.epoch) {
      agenda.release(slot);
      return true;
    }
    if (cell.machine.pauses === 0) return false;
    this.hold(slot, cell.machine);
    return true;
  }

  private lose(slot: number, link: Link): void {
    const { agenda } = this.run;
    const message = agenda.what[slot] as AnyMessage;
    const [sent, cause] = [agenda.value[slot]!, agenda.cause[slot]!];
    this.network.drop(link.from, link.to.address, message, sent, cause);
    agenda.release(slot);
  }

  private hold(slot: number, machine: Machine): void {
    machine.held.push({ slot, since: this.run.now });
  }
}
