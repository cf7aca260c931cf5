/**
 * The network: every pair of roles that talk has a link of its own, as with TCP: ordered, with a
 * delay drawn for each message and a bandwidth that large ones fill. Faults have their say on every
 * message between machines.
 */

import { due, isCopy, isUnordered } from "./agenda.ts";
import { InvariantViolation } from "./assert.ts";
import type { Cast } from "./cast.ts";
import type { Cell } from "./cell.ts";
import type { Fate, Fault } from "./fault.ts";
import { Link } from "./link.ts";
import { LinkDelays } from "./link-delays.ts";
import type { Machine } from "./machine.ts";
import type { RandomStream } from "./random.ts";
import type { Address, AnyMessage } from "./role.ts";
import type { Run } from "./run.ts";
import type { Duration, SimTime } from "./time.ts";
import type { NetworkSpec } from "./topology.ts";
import { traced } from "./trace.ts";

/** A fault that may answer for messages, with the stream it draws from. */
export interface Judge {
  readonly fault: Fault;
  readonly random: RandomStream;
}

export class Network {
  sent = 0;
  copied = 0;
  delivered = 0;
  dropped = 0;
  readonly links: Link[] = [];
  /** Faults in force that judge messages, in the order in which they began. */
  judges: Judge[] = [];

  private readonly run: Run;
  private readonly cast: Cast;
  /** Roles come and go, so that a message to nobody is no mistake. */
  private readonly mayMiss: boolean;
  private readonly delays: LinkDelays;
  private readonly bandwidth: number;
  private readonly fate: Fate = { drop: false, delay: 0 as Duration, copies: 0, unordered: false };

  constructor(run: Run, spec: NetworkSpec, cast: Cast, mayMiss: boolean) {
    this.run = run;
    this.cast = cast;
    this.mayMiss = mayMiss;
    this.delays = new LinkDelays(spec);
    this.bandwidth = spec.bandwidth ?? 0;
  }

  send(from: Cell, to: Address, message: AnyMessage, bytes: number): void {
    const link = from.links.get(to) ?? this.connect(from, to);
    this.sent++;
    const { now } = this.run;
    if (link === undefined || !link.to.present) {
      this.miss(from, to, message);
      return;
    }
    if (link.loopback) {
      this.queue(link, now, message, 0);
      return;
    }
    // Drawn even if a fault drops the message, so that it shifts no later draw.
    let arrival = now + link.delay(link.random);
    if (this.bandwidth > 0 && bytes > 0) arrival += this.transfer(link, bytes);
    if (this.judges.length > 0) {
      this.judged(link, arrival, message);
      return;
    }
    if (arrival < link.lastArrival) arrival = link.lastArrival;
    link.lastArrival = arrival;
    this.queue(link, arrival, message, 0);
  }

  /** Takes down that a message sent at `sent` will never be handled. */
  drop(from: Cell, to: Address, message: AnyMessage, sent: number, cause: number): void {
    this.dropped++;
    const { recorder, audience, now } = this.run;
    const label = recorder.labels.of(message.kind);
    recorder.record(now, traced.dropped, this.cast.indexOf(to), from.index, label, cause);
    if (audience.messages.length === 0) return;
    const ends = { from: from.address, to, sentAt: sent as SimTime, now };
    audience.message({ ...ends, message, fate: "dropped", event: undefined });
  }

  /** The machine crashed: nobody waits for what it was working on. */
  forgetWork(machine: Machine): void {
    for (const { inbound } of machine.cells) for (const link of inbound) link.lastServed = 0;
  }

  /** The links of the role that had this address before are those of this one. */
  reconnect(cell: Cell): void {
    for (const link of cell.inbound) {
      link.to = cell;
      link.lastServed = 0;
      this.route(link);
    }
    for (const link of cell.links.values()) {
      link.from = cell;
      this.route(link);
    }
  }

  /** Messages that are still on their way, or wait for a processor: counted in the queue itself. */
  inFlight(): number {
    const { kind, queue } = this.run.agenda;
    let count = 0;
    const look = (slot: number): void => {
      if (kind[slot] === due.message || kind[slot] === due.served) count++;
    };
    queue.forEach(look);
    for (const { held } of this.cast.machines.values()) for (const { slot } of held) look(slot);
    return count;
  }

  /** How long the link keeps the message waiting for its turn, and for its own bytes. */
  private transfer(link: Link, bytes: number): number {
    const { now } = this.run;
    link.freeAt = Math.max(now, link.freeAt) + Math.ceil((bytes / this.bandwidth) * 1_000_000);
    return link.freeAt - now;
  }

  /** Sends a message on as the faults in force will have it. */
  private judged(link: Link, unhurt: number, message: AnyMessage): void {
    const { fate } = this;
    this.ask(link);
    if (fate.drop) {
      this.drop(link.from, link.to.address, message, this.run.now, this.run.current);
      return;
    }
    let arrival = unhurt + fate.delay;
    if (!fate.unordered) {
      arrival = Math.max(arrival, link.lastArrival);
      link.lastArrival = arrival;
    }
    this.queue(link, arrival, message, fate.unordered ? isUnordered : 0);
    for (let copy = 0; copy < fate.copies; copy++) this.copy(link, arrival, message);
  }

  private ask({ from, to }: Link): void {
    const { fate } = this;
    fate.drop = false;
    fate.delay = 0 as Duration;
    fate.copies = 0;
    fate.unordered = false;
    for (const { fault, random } of this.judges) {
      fault.judge?.(from.machine.endpoint, to.machine.endpoint, fate, random, this.run.now);
    }
  }

  /** A copy comes after its original, unless order is off; but later messages may overtake it. */
  private copy(link: Link, original: number, message: AnyMessage): void {
    link.copies ??= this.run.streams(`copy/${link.from.address}>${link.to.address}`);
    const drawn = this.run.now + link.delay(link.copies) + this.fate.delay;
    const arrival = this.fate.unordered ? drawn : Math.max(drawn, original);
    this.copied++;
    this.queue(link, arrival, message, isCopy | isUnordered);
  }

  private queue(link: Link, arrival: number, message: AnyMessage, flags: number): void {
    const { agenda, now, current } = this.run;
    const slot = agenda.add(arrival, due.message, link.index, current);
    agenda.flags[slot] = flags;
    agenda.epoch[slot] = link.to.epoch;
    agenda.value[slot] = now;
    agenda.what[slot] = message;
  }

  /** A message to where nobody is. */
  private miss(from: Cell, to: Address, message: AnyMessage): void {
    if (!this.mayMiss) {
      throw new InvariantViolation(`${from.address} sends to "${to}", where no role is`);
    }
    this.drop(from, to, message, this.run.now, this.run.current);
  }

  /** Undefined if no role is there. */
  private connect(from: Cell, to: Address): Link | undefined {
    const receiver = this.cast.find(to);
    if (receiver === undefined) return undefined;
    const delay = this.delays.between(from.machine.zone, receiver.machine.zone);
    const random = this.run.streams(`net/${from.address}>${to}`);
    const link = new Link(this.links.length, from, receiver, delay, random);
    this.links.push(link);
    from.links.set(to, link);
    receiver.inbound.push(link);
    return link;
  }

  /** Fits a link to where its ends are now. */
  private route(link: Link): void {
    link.delay = this.delays.between(link.from.machine.zone, link.to.machine.zone);
    link.loopback = link.from.machine === link.to.machine;
  }
}
