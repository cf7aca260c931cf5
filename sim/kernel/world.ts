import type { Cast } from "./cast.ts";
import type { Cell } from "./cell.ts";
import type { Network } from "./network.ts";
import type { Move, RoleView, Step, Traffic, World } from "./observer.ts";
import type { Pen } from "./pen.ts";
import type { Address, AnyMessage, AnyRole, Effect, Event, Role } from "./role.ts";
import type { Run } from "./run.ts";
import type { SimTime } from "./time.ts";

/** The running roles of one kind, in the order of their indices, and their views, in the same. */
interface Players {
  readonly cells: Cell[];
  readonly views: RoleView<unknown, unknown>[];
}

/** The running roles and the traffic of a run, as observers see them. */
export class RunningWorld implements World {
  private readonly run: Run;
  private readonly network: Network;
  private readonly cast: Cast;
  /** Looked for again when a role has stopped; one that starts is put into its place. */
  private readonly found = new Map<AnyRole, Players>();
  private generation = -1;

  constructor(run: Run, network: Network, cast: Cast) {
    this.run = run;
    this.network = network;
    this.cast = cast;
  }

  get now(): SimTime {
    return this.run.now;
  }

  playing<S, M extends AnyMessage, R, Setup>(
    role: Role<S, M, R, Setup>,
  ): readonly RoleView<S, R>[] {
    this.forgetStopped();
    let players = this.found.get(role);
    if (players === undefined) {
      const cells = this.cast.cells.filter((cell) => cell !== undefined);
      players = playersOf(cells.filter((cell) => cell.role === role && cell.started));
      this.found.set(role, players);
    }
    return players.views as readonly RoleView<unknown, unknown>[] as readonly RoleView<S, R>[];
  }

  at(address: Address): RoleView<unknown, unknown> | undefined;
  at<S, M extends AnyMessage, R, Setup>(
    address: Address,
    role: Role<S, M, R, Setup>,
  ): RoleView<S, R> | undefined;
  at(address: Address, role?: AnyRole): RoleView<unknown, unknown> | undefined {
    const cell = this.cast.at(address);
    if (!cell?.started) return undefined;
    return role === undefined || cell.role === role ? cell.view : undefined;
  }

  /** The role has got its state: observers may see it. */
  hasStarted(cell: Cell): void {
    cell.started = true;
    this.forgetStopped();
    const players = this.found.get(cell.role);
    if (players === undefined) return;
    // Mostly the last; in a long list of others this is still cheaper than to look for them all.
    let place = players.cells.length;
    while (place > 0 && players.cells[place - 1]!.index > cell.index) place--;
    players.cells.splice(place, 0, cell);
    players.views.splice(place, 0, cell.view);
  }

  traffic(): Traffic {
    const { sent, copied, delivered, dropped } = this.network;
    return { sent, copied, delivered, dropped, inFlight: this.network.inFlight() };
  }

  private forgetStopped(): void {
    if (this.generation === this.run.generation) return;
    this.found.clear();
    this.generation = this.run.generation;
  }
}

const playersOf = (cells: Cell[]): Players => ({ cells, views: cells.map(({ view }) => view) });

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
