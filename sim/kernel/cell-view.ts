import type { Cell } from "./cell.ts";
import type { RoleView } from "./observer.ts";
import type { Address } from "./role.ts";
import type { Run } from "./run.ts";
import type { LocalTime } from "./time.ts";

/** A cell as observers may see it. */
export class CellView implements RoleView<unknown, unknown> {
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
    return this.#cell.started;
  }

  get starts(): number {
    return this.#cell.starts;
  }
}
