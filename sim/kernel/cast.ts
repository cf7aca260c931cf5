import { InvariantViolation } from "./assert.ts";
import { Cell, type Occupant } from "./cell.ts";
import type { Machine } from "./machine.ts";
import type { Address } from "./role.ts";
import type { Run } from "./run.ts";
import type { Placement } from "./topology.ts";
import { noIndex } from "./trace.ts";

/**
 * Who plays where: the cells of a run, which grow as roles come to be. A lazy role has none before
 * something is sent to it; until then it is a line in a table.
 */
export class Cast {
  /** By index; undefined for an address that was written to before anybody had it. */
  readonly cells: (Cell | undefined)[] = [];
  readonly machines: ReadonlyMap<string, Machine>;
  private readonly run: Run;
  /** Never shrinks: an index is one address for the whole run, as the trace has it. */
  private readonly indices = new Map<Address, number>();
  private readonly waiting = new Map<Address, Placement>();

  constructor(run: Run, machines: ReadonlyMap<string, Machine>, placements: readonly Placement[]) {
    this.run = run;
    this.machines = machines;
    for (const placement of placements) {
      if (placement.lazy) this.waiting.set(placement.address, placement);
      else this.put(placement, machines.get(placement.machine)!);
    }
  }

  /** The last role at this address, if it has come to be. */
  at(address: Address): Cell | undefined {
    const index = this.indices.get(address);
    return index === undefined ? undefined : this.cells[index];
  }

  /** The role at this address; a lazy one comes to be. Undefined if there is none, or no longer. */
  find(address: Address): Cell | undefined {
    const placement = this.waiting.get(address);
    if (placement === undefined) {
      const cell = this.at(address);
      return cell?.present ? cell : undefined;
    }
    this.waiting.delete(address);
    const machine = this.machines.get(placement.machine)!;
    return this.put(machine.wiped ? { ...placement, disk: [] } : placement, machine);
  }

  /** A new role on a machine that is up. Nobody must have the address. */
  host(occupant: Occupant, machine: Machine): Cell {
    return this.put(occupant, machine, machine.crashes);
  }

  /** Nobody is at the address of the cell from now on. */
  unhost(cell: Cell): void {
    const { cells } = cell.machine;
    cell.stop(this.run);
    cell.epoch++;
    cell.present = false;
    cells.splice(cells.indexOf(cell), 1);
    this.run.generation++;
  }

  /** The number that stands for an address in the trace. */
  indexOf(address: Address): number {
    const known = this.indices.get(address);
    if (known !== undefined) return known;
    const { roles } = this.run.recorder;
    if (roles.length >= noIndex) {
      throw new InvariantViolation(
        `a run has at most ${noIndex} addresses, "${address}" is one more`,
      );
    }
    this.indices.set(address, roles.length);
    this.cells.push(undefined);
    return roles.push(address) - 1;
  }

  private put(occupant: Occupant, machine: Machine, crashesBefore = 0): Cell {
    const index = this.indexOf(occupant.address);
    const cell = new Cell(index, occupant, machine, this.run, crashesBefore, this.cells[index]);
    this.cells[index] = cell;
    machine.cells.push(cell);
    return cell;
  }
}
