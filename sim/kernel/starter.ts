import type { Cell } from "./cell.ts";
import type { Machine } from "./machine.ts";
import type { Performer } from "./performer.ts";
import type { Run } from "./run.ts";
import { noIndex, traced } from "./trace.ts";

/** Starts roles, each as an event of its own. */
export class Starter {
  private readonly run: Run;
  private readonly performer: Performer;

  constructor(run: Run, performer: Performer) {
    this.run = run;
    this.performer = performer;
  }

  /** Starts all roles of a machine, but for lazy ones that nothing has reached so far. */
  machine(machine: Machine, cause: number): void {
    machine.running = true;
    // Of those there are now: what one hosts as it starts has a start of its own to come.
    for (const cell of [...machine.cells]) {
      if (cell.present && !(cell.lazy && cell.starts === 0)) this.cell(cell, cause);
    }
  }

  cell(cell: Cell, cause: number): void {
    const label = this.run.recorder.labels.of(cell.role.name);
    this.run.begin(traced.start, cell.index, noIndex, label, cause);
    this.performer.start(cell);
  }
}
