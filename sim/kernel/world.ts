import type { Cell } from "./cell.ts";
import type { Network } from "./network.ts";
import type { Move, RoleView, Step, Traffic, World } from "./observer.ts";
import type { Pen } from "./pen.ts";
import type { AnyMessage, AnyRole, Effect, Event, Role } from "./role.ts";
import type { Run } from "./run.ts";
import type { SimTime } from "./time.ts";

type Views = readonly RoleView<unknown, unknown>[];

/** The running roles and the traffic of a run, as observers see them. */
export class RunningWorld implements World {
  private readonly run: Run;
  private readonly network: Network;
  private readonly cells: readonly Cell[];
  /** Found once for every change of what is running. */
  private readonly found = new Map<AnyRole, Views>();
  private generation = -1;

  constructor(run: Run, network: Network, cells: readonly Cell[]) {
    this.run = run;
    this.network = network;
    this.cells = cells;
  }

  get now(): SimTime {
    return this.run.now;
  }

  playing<S, M extends AnyMessage, R, Setup>(
    role: Role<S, M, R, Setup>,
  ): readonly RoleView<S, R>[] {
    if (this.generation !== this.run.generation) {
      this.found.clear();
      this.generation = this.run.generation;
    }
    let views = this.found.get(role);
    if (views === undefined) {
      views = this.cells
        .filter((cell) => cell.role === role && cell.machine.running)
        .map(({ view }) => view);
      this.found.set(role, views);
    }
    return views as readonly RoleView<S, R>[];
  }

  traffic(): Traffic {
    const { sent, copied, delivered, dropped } = this.network;
    return { sent, copied, delivered, dropped, inFlight: this.network.inFlight() };
  }
}

/** The event that was handled last. One object for the whole run: observers must not keep it. */
export class CurrentStep implements Step, Move<unknown, AnyMessage, unknown> {
  event: Event<AnyMessage, unknown> | undefined;
  private cell: Cell | undefined;
  private pen: Pen | undefined;
  private listed: readonly Effect<AnyMessage, unknown>[] | undefined;

  set(cell: Cell, event: Event<AnyMessage, unknown> | undefined, pen: Pen): void {
    this.cell = cell;
    this.event = event;
    this.pen = pen;
    this.listed = undefined;
  }

  get who(): RoleView<unknown, unknown> {
    return this.cell!.view;
  }

  get effects(): readonly Effect<AnyMessage, unknown>[] {
    this.listed ??= this.pen!.effects();
    return this.listed;
  }

  by<S, M extends AnyMessage, R, Setup>(role: Role<S, M, R, Setup>): Move<S, M, R> | undefined {
    return this.cell?.role === role ? (this as unknown as Move<S, M, R>) : undefined;
  }
}
