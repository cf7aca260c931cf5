import { due } from "./agenda.ts";
import { assertNever } from "./assert.ts";
import type { Cell } from "./cell.ts";
import type { Hosts } from "./hosts.ts";
import type { Network } from "./network.ts";
import type { Pen } from "./pen.ts";
import type { Run } from "./run.ts";
import type { Duration } from "./time.ts";
import { noIndex, traced } from "./trace.ts";

/** Does what a handler asked for, in the order in which it asked. */
export class Interpreter {
  private readonly run: Run;
  private readonly network: Network;
  private readonly hosts: Hosts;

  constructor(run: Run, network: Network, hosts: Hosts) {
    this.run = run;
    this.network = network;
    this.hosts = hosts;
  }

  interpret(cell: Cell, pen: Pen): void {
    for (let at = 0; at < pen.count; at++) {
      const effect = pen.written[at]!;
      switch (effect.kind) {
        case "send":
          this.network.send(cell, effect.to, effect.message, effect.bytes);
          break;
        case "persist":
          this.append(cell, effect.record, effect.bytes, false);
          break;
        case "checkpoint":
          this.append(cell, effect.record, effect.bytes, true);
          break;
        case "fetch":
          this.fetch(cell, effect.ticket);
          break;
        case "set-timer":
          this.setTimer(cell, effect.timer, effect.min, effect.max);
          break;
        case "cancel-timer":
          this.cancelTimer(cell, effect.timer);
          break;
        case "mark":
          this.mark(cell, effect.name);
          break;
        case "note":
          this.run.audience.note(cell.address, effect.fact, this.run.now);
          break;
        case "host":
          this.hosts.host(cell, effect);
          break;
        case "unhost":
          this.hosts.unhost(cell, effect.address);
          break;
        default:
          assertNever(effect);
      }
    }
  }

  private append(cell: Cell, record: unknown, bytes: number, checkpoint: boolean): void {
    const { agenda, now, current } = this.run;
    const done = Math.max(cell.log.lastDone, cell.machine.disk.flushed(now, bytes));
    cell.log.lastDone = done;
    cell.log.append(record, checkpoint);
    const slot = agenda.add(done, due.flushed, cell.index, current);
    agenda.epoch[slot] = cell.epoch;
  }

  private fetch(cell: Cell, ticket: number): void {
    const { agenda, now, current } = this.run;
    const slot = agenda.add(cell.machine.disk.read(now), due.fetched, cell.index, current);
    agenda.epoch[slot] = cell.epoch;
    agenda.value[slot] = ticket;
  }

  private setTimer(cell: Cell, timer: string, min: Duration, max: Duration): void {
    const { agenda, now, current } = this.run;
    this.cancelTimer(cell, timer);
    const wait = max > min ? min + cell.delays.below(max - min + 1) : min;
    const { clock } = cell.machine;
    const target = clock.count(now) + wait;
    const slot = agenda.add(clock.whenCounted(target, now), due.timer, cell.index, current);
    agenda.value[slot] = target;
    agenda.what[slot] = timer;
    cell.timers.set(timer, slot);
  }

  private cancelTimer(cell: Cell, timer: string): void {
    const slot = cell.timers.get(timer);
    if (slot === undefined) return;
    cell.timers.delete(timer);
    this.run.agenda.queue.cancel(slot);
  }

  private mark(cell: Cell, name: string): void {
    const { recorder, audience, now, current } = this.run;
    const label = recorder.labels.of(name);
    recorder.countMark(label);
    recorder.record(now, traced.mark, cell.index, noIndex, label, current);
    audience.mark(cell.address, name, now);
  }
}
