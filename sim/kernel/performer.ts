import { InvariantViolation } from "./assert.ts";
import type { Cell } from "./cell.ts";
import type { Checker } from "./checked.ts";
import type { Hosts } from "./hosts.ts";
import type { Interpreter } from "./interpreter.ts";
import { Pen } from "./pen.ts";
import type { AnyMessage, AnyRole, Event } from "./role.ts";
import type { Run } from "./run.ts";
import type { CurrentStep, RunningWorld } from "./world.ts";

/** Numbers of the events that run in check mode: from the first up to, not including, the second. */
export interface CheckWindow {
  readonly checkFrom: number;
  readonly checkUntil: number;
}

/** Calls the roles: directly, or in check mode; then has their effects done and observers told. */
export class Performer {
  private readonly run: Run;
  private readonly interpreter: Interpreter;
  private readonly hosts: Hosts;
  private readonly world: RunningWorld;
  private readonly step: CurrentStep;
  private readonly checker: Checker;
  private readonly window: CheckWindow;
  private readonly pen = new Pen();
  private cell: Cell | undefined;
  private event: Event<AnyMessage, unknown> | undefined;
  private doing = "";

  constructor(parts: {
    readonly run: Run;
    readonly interpreter: Interpreter;
    readonly hosts: Hosts;
    readonly world: RunningWorld;
    readonly step: CurrentStep;
    readonly checker: Checker;
    readonly window: CheckWindow;
  }) {
    this.run = parts.run;
    this.interpreter = parts.interpreter;
    this.hosts = parts.hosts;
    this.world = parts.world;
    this.step = parts.step;
    this.checker = parts.checker;
    this.window = parts.window;
  }

  /** Starts a role, for the first time or again. */
  start(cell: Cell): void {
    this.cell = cell;
    this.event = undefined;
    cell.starts++;
    const at = cell.machine.clock.read(this.run.now);
    if (this.isChecked()) {
      const checked = this.checker.start(cell, at);
      this.world.hasStarted(cell);
      this.finish(cell, checked);
      return;
    }
    const pen = this.cleanPen(cell);
    cell.state = cell.role.start(cell.address, cell.setup, cell.survived(), at, pen);
    this.world.hasStarted(cell);
    this.finish(cell, pen);
  }

  handle(cell: Cell, event: Event<AnyMessage, unknown>): void {
    this.cell = cell;
    this.event = event;
    if (this.isChecked()) {
      this.finish(cell, this.checker.handle(cell, event));
      return;
    }
    if (cell.shadow !== undefined) this.checker.leave(cell);
    const pen = this.cleanPen(cell);
    cell.role.handle(cell.state, event, pen);
    this.finish(cell, pen);
  }

  /** No role is being called: what is thrown now is the doing of something else. */
  rest(doing: string): void {
    this.cell = undefined;
    this.doing = doing;
  }

  /** Says on a violation where it happened, if it does not say so already. */
  locate(error: unknown): void {
    if (!(error instanceof InvariantViolation) || error.where !== undefined) return;
    const { now, current } = this.run;
    error.where = {
      time: now,
      event: current,
      role: this.cell?.address ?? "",
      doing: this.cell === undefined ? this.doing : eventInWords(this.cell.role, this.event),
    };
  }

  private isChecked(): boolean {
    const { current } = this.run;
    return current >= this.window.checkFrom && current < this.window.checkUntil;
  }

  private cleanPen(cell: Cell): Pen {
    this.pen.clear();
    this.pen.chooser = cell.picks;
    return this.pen;
  }

  private finish(cell: Cell, pen: Pen): void {
    this.interpreter.interpret(cell, pen);
    const { audience } = this.run;
    if (audience.steps.length > 0) {
      this.step.set(cell, this.event, pen);
      audience.step(this.step, this.world);
    }
    // Observers have seen the last state of a role that ends itself.
    if (this.hosts.leaving !== undefined) this.hosts.letLeave();
  }
}

/** An event in the words of the role, or else by its kinds and names. */
export function eventInWords(role: AnyRole, event: Event<AnyMessage, unknown> | undefined): string {
  switch (event?.kind) {
    case undefined:
      return "start";
    case "message":
      return `${role.describe?.(event.message) ?? event.message.kind} from ${event.from}`;
    case "timer":
      return `timer ${event.timer}`;
    case "persisted":
      return `persisted ${role.describe?.(event.record) ?? "a record"}`;
    case "fetched":
      return `fetched ${event.ticket}`;
  }
}
