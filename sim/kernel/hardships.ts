import { due } from "./agenda.ts";
import { assert } from "./assert.ts";
import type { Keep } from "./disk-log.ts";
import type { Hardship } from "./fault.ts";
import type { Held, Machine } from "./machine.ts";
import type { Network } from "./network.ts";
import type { MachineChange } from "./observer.ts";
import type { AnyMessage } from "./role.ts";
import type { Run } from "./run.ts";
import type { Duration, SimTime } from "./time.ts";
import { noIndex, traced } from "./trace.ts";

/**
 * What faults do to machines. Faults overlap: a machine runs when no reason is left to keep it down
 * and none to hold it paused, and the last one to go starts or releases it.
 */
export class Hardships implements Hardship {
  private readonly run: Run;
  private readonly network: Network;
  private readonly machines: ReadonlyMap<string, Machine>;
  private readonly start: (machine: Machine) => void;

  /** `start` starts all roles of a machine. */
  constructor(
    run: Run,
    network: Network,
    machines: ReadonlyMap<string, Machine>,
    start: (machine: Machine) => void,
  ) {
    this.run = run;
    this.network = network;
    this.machines = machines;
    this.start = start;
  }

  get now(): SimTime {
    return this.run.now;
  }

  machinesIn(zone: string): readonly string[] {
    return [...this.machines.values()].filter((it) => it.zone === zone).map(({ name }) => name);
  }

  zoneOf(machine: string): string {
    return this.named(machine).zone;
  }

  crash(name: string): void {
    const machine = this.named(name);
    if (machine.downs++ > 0) return;
    machine.crashes++;
    for (const cell of machine.cells) cell.epoch++;
    this.tell(machine, "crash");
    if (!machine.running) return;
    machine.running = false;
    this.run.generation++;
    this.dropHeld(machine);
    machine.processor.reset();
    this.network.forgetWork(machine);
    for (const cell of machine.cells) {
      cell.stop(this.run);
      cell.log.crash(machine.disk.keep, machine.disk.fate);
    }
  }

  restart(name: string): void {
    const machine = this.named(name);
    if (machine.downs === 0 || --machine.downs > 0) return;
    for (const cell of machine.cells) cell.epoch++;
    this.tell(machine, "restart");
    if (machine.pauses === 0) this.start(machine);
  }

  pause(name: string): void {
    const machine = this.named(name);
    if (machine.pauses++ > 0) return;
    machine.pausedSince = this.run.now;
    this.tell(machine, "pause");
  }

  resume(name: string): void {
    const machine = this.named(name);
    if (machine.pauses === 0 || --machine.pauses > 0) return;
    this.tell(machine, "resume");
    machine.stalled += this.run.now - machine.pausedSince;
    machine.processor.stall(machine.pausedSince, this.run.now);
    for (const held of machine.held) this.letGo(machine, held);
    machine.held = [];
    if (!machine.running && machine.downs === 0) this.start(machine);
  }

  wipe(name: string): void {
    const machine = this.named(name);
    machine.wiped = true;
    for (const cell of machine.cells) cell.log.wipe();
    this.tell(machine, "wipe");
  }

  unsynced(machine: string, keep: Keep): void {
    this.named(machine).disk.keep = keep;
  }

  lieAboutFlush(machine: string, on: boolean): void {
    this.named(machine).disk.lying = on;
  }

  slowDisk(machine: string, factor: number): void {
    assert(factor > 0, `a disk cannot be slowed by a factor of ${factor}`);
    this.named(machine).disk.slowness = factor;
  }

  jumpClock(machine: string, by: Duration): void {
    this.named(machine).clock.jump(by);
  }

  driftClock(name: string, partsPerMillion: number): void {
    const machine = this.named(name);
    machine.clock.drift(partsPerMillion, this.run.now);
    this.retimeTimers(machine);
  }

  /** Takes every reason away that keeps machines down or paused. */
  heal(): void {
    for (const { name, downs, pauses } of this.machines.values()) {
      for (let left = pauses; left > 0; left--) this.resume(name);
      for (let left = downs; left > 0; left--) this.restart(name);
    }
  }

  private named(name: string): Machine {
    const machine = this.machines.get(name);
    assert(machine !== undefined, `a fault names machine "${name}", which does not exist`);
    return machine;
  }

  private tell(machine: Machine, change: MachineChange): void {
    const { recorder, audience, now, current } = this.run;
    const label = recorder.labels.of(machine.name);
    recorder.record(now, traced[change], noIndex, noIndex, label, current);
    audience.machine(machine.name, change, now);
  }

  /** What waited for a paused machine goes with it. */
  private dropHeld(machine: Machine): void {
    const { agenda } = this.run;
    for (const { slot } of machine.held) {
      const kind = agenda.kind[slot];
      if (kind === due.message || kind === due.served) {
        const { from, to } = this.network.links[agenda.who[slot]!]!;
        const message = agenda.what[slot] as AnyMessage;
        const [sent, cause] = [agenda.value[slot]!, agenda.cause[slot]!];
        this.network.drop(from, to.address, message, sent, cause);
      } else if (kind === due.timer) {
        for (const { timers } of machine.cells) forget(timers, slot);
      }
      agenda.release(slot);
    }
    machine.held = [];
  }

  /** Work that was under way takes as long as was left of it; everything else is due at once. */
  private letGo(machine: Machine, { slot, since }: Held): void {
    const { agenda, now } = this.run;
    const left = agenda.kind[slot] === due.served ? since - machine.pausedSince : 0;
    agenda.stalled[slot] = machine.stalled;
    agenda.queue.requeue(now + left, slot);
  }

  /** Moves pending timers to when the clock, at its new rate, will have counted far enough. */
  private retimeTimers(machine: Machine): void {
    const { agenda, now } = this.run;
    const counted = machine.clock.count(now);
    for (const cell of machine.cells) {
      for (const [timer, slot] of cell.timers) {
        const target = agenda.value[slot]!;
        // Already due: it comes up at this instant, or waits for the end of a pause.
        if (target <= counted) continue;
        const when = machine.clock.whenCounted(target, now);
        const moved = agenda.add(when, due.timer, cell.index, agenda.cause[slot]!);
        agenda.value[moved] = target;
        agenda.what[moved] = timer;
        agenda.queue.cancel(slot);
        cell.timers.set(timer, moved);
      }
    }
  }
}

function forget(timers: Map<string, number>, slot: number): void {
  for (const [timer, pending] of timers) if (pending === slot) timers.delete(timer);
}
