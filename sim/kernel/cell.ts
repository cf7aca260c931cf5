import type { Shadow } from "./checked.ts";
import { DiskLog } from "./disk-log.ts";
import type { Link } from "./link.ts";
import type { Machine } from "./machine.ts";
import type { RoleView } from "./observer.ts";
import type { RandomStream } from "./random.ts";
import type { Address, AnyRole } from "./role.ts";
import type { Run } from "./run.ts";
import type { LocalTime } from "./time.ts";
import type { Placement } from "./topology.ts";

/** A role in its place, with all that it owns: its state, its timers, its part of the disk. */
export class Cell {
  readonly index: number;
  readonly address: Address;
  readonly role: AnyRole;
  readonly setup: unknown;
  readonly machine: Machine;
  readonly log: DiskLog;
  readonly view: RoleView<unknown, unknown>;
  /** Undefined while its machine is down. */
  state: unknown;
  /** Check mode's second opinion on the state; undefined in fast mode. */
  shadow: Shadow | undefined;
  starts = 0;
  /** Slots of the pending timers, by name. */
  readonly timers = new Map<string, number>();
  /** Links that begin here, by where they end. */
  readonly links = new Map<Address, Link>();
  readonly delays: RandomStream;
  readonly picks: RandomStream;

  constructor(index: number, placement: Placement, machine: Machine, run: Run) {
    this.index = index;
    this.address = placement.address;
    this.role = placement.role;
    this.setup = placement.setup;
    this.machine = machine;
    this.log = new DiskLog(placement.disk ?? []);
    this.delays = run.streams(`timer/${this.address}`);
    this.picks = run.streams(`pick/${this.address}`);
    this.view = new CellView(this, run);
  }
}

/** A cell as observers may see it. */
class CellView implements RoleView<unknown, unknown> {
  readonly address: Address;
  readonly machine: string;
  readonly zone: string;
  readonly #cell: Cell;
  readonly #run: Run;

  constructor(cell: Cell, run: Run) {
    this.address = cell.address;
    this.machine = cell.machine.name;
    this.zone = cell.machine.zone;
    this.#cell = cell;
    this.#run = run;
  }

  get state(): Readonly<unknown> {
    return this.#cell.state as Readonly<unknown>;
  }

  get disk(): readonly unknown[] {
    return this.#cell.log.durable;
  }

  get clock(): LocalTime {
    return this.#cell.machine.clock.read(this.#run.now);
  }

  get up(): boolean {
    return this.#cell.machine.running;
  }

  get starts(): number {
    return this.#cell.starts;
  }
}
