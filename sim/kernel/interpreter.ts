import { due } from "./agenda.ts";
import { assertNever } from "./assert.ts";
import type { Cell } from "./cell.ts";
import type { Network } from "./network.ts";
import type { CancelTimer, Fetch, Mark, Note, Pen, Persist, Send, SetTimer } from "./pen.ts";
import type { Run } from "./run.ts";
import type { Duration } from "./time.ts";
import { noIndex, traced } from "./trace.ts";

/** Does what a handler asked for, in the order in which it asked. */
export class Interpreter {
  private readonly run: Run;
  private readonly network: Network;

  constructor(run: Run, network: Network) {
    this.run = run;
    this.network = network;
  }

  interpret(cell: Cell, pen: Pen): void {
    const { codes, written, count } = pen;
    for (let at = 0; at < count; at++) {
      const effect = written[at]!;
      switch (codes[at]) {
        case 0: {
          const { to, message, bytes } = effect as Send;
          this.network.send(cell, to, message, bytes);
          break;
        }
        case 1: {
          const { kind, record, bytes } = effect as Persist;
          this.append(cell, record, bytes, kind === "checkpoint");
          break;
        }
        case 2:
          this.fetch(cell, (effect as Fetch).ticket);
          break;
        case 3: {
          const { timer, min, max } = effect as SetTimer;
          this.setTimer(cell, timer, min, max);
          break;
        }
        case 4:
          this.cancelTimer(cell, (effect as CancelTimer).timer);
          break;
        case 5:
          this.mark(cell, (effect as Mark).name);
          break;
        default:
          this.run.audience.note(cell.address, (effect as Note).fact, this.run.now);
      }
    }
  }

  private append(cell: Cell, record: unknown, bytes: number, checkpoint: boolean): void {
    const { agenda, now, current } = this.run;
    const done = Math.max(cell.log.lastDone, cell.machine.disk.flushed(now, bytes));
    cell.log.lastDone = done;
    cell.log.append(record, checkpoint);
    const slot = agenda.add(done, due.flushed, cell.index, current);
    agenda.epoch[slot] = cell.machine.epoch;
  }

  private fetch(cell: Cell, ticket: number): void {
    const { agenda, now, current } = this.run;
    const slot = agenda.add(cell.machine.disk.read(now), due.fetched, cell.index, current);
    agenda.epoch[slot] = cell.machine.epoch;
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
