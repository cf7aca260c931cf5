import { CellView } from "./cell-view.ts";
import type { Shadow } from "./checked.ts";
import { DiskLog } from "./disk-log.ts";
import type { Link } from "./link.ts";
import type { Machine } from "./machine.ts";
import type { RoleView } from "./observer.ts";
import type { RandomStream, Streams } from "./random.ts";
import type { Address, AnyRole, Survived } from "./role.ts";
import type { Run } from "./run.ts";

/** Who comes to an address. */
export interface Occupant {
  readonly address: Address;
  readonly role: AnyRole;
  readonly setup: unknown;
  readonly disk?: readonly unknown[];
  readonly lazy?: true;
}

/** A role in its place, with all that it owns: its state, its timers, its part of the disk. */
export class Cell {
  readonly index: number;
  readonly address: Address;
  readonly role: AnyRole;
  readonly setup: unknown;
  readonly machine: Machine;
  readonly log: DiskLog;
  readonly view: RoleView<unknown, unknown>;
  /** It starts with the first message delivered to it. */
  readonly lazy: boolean;
  /** False once the role has ended. */
  present = true;
  /** It has a state: it was started, and its machine has not crashed since. */
  started = false;
  /** Undefined while it is not started. */
  state: unknown;
  /** Check mode's second opinion on the state; undefined in fast mode. */
  shadow: Shadow | undefined;
  starts = 0;
  /** Changes with every crash and restart, and its end: what was asked for in an earlier one is void. */
  epoch: number;
  /** Slots of the pending timers, by name. */
  readonly timers = new Map<string, number>();
  /** Links that begin here, by where they end. */
  readonly links: Map<Address, Link>;
  /** Links that end here. */
  readonly inbound: Link[];
  private readonly streams: Streams;
  // Made when first drawn from: most roles of a large table never draw.
  private drawnDelays: RandomStream | undefined;
  private drawnPicks: RandomStream | undefined;
  private readonly crashesBefore: number;

  /**
   * `earlier` is the role that was hosted at this address before. Its index, links and streams pass
   * on to this one: the same address is the same name in the trace, and draws go on, not again.
   */
  constructor(
    index: number,
    occupant: Occupant,
    machine: Machine,
    run: Run,
    crashesBefore = 0,
    earlier?: Cell,
  ) {
    this.index = index;
    this.address = occupant.address;
    this.role = occupant.role;
    this.setup = occupant.setup;
    this.lazy = occupant.lazy ?? false;
    this.machine = machine;
    this.log = new DiskLog(occupant.disk ?? []);
    this.crashesBefore = crashesBefore;
    this.epoch = (earlier?.epoch ?? 0) + 1;
    this.links = earlier?.links ?? new Map();
    this.inbound = earlier?.inbound ?? [];
    this.streams = run.streams;
    this.drawnDelays = earlier?.drawnDelays;
    this.drawnPicks = earlier?.drawnPicks;
    this.view = new CellView(this, run);
  }

  /** Where its timers' delays are drawn from. */
  get delays(): RandomStream {
    this.drawnDelays ??= this.streams(`timer/${this.address}`);
    return this.drawnDelays;
  }

  /** Where its picks are drawn from. */
  get picks(): RandomStream {
    this.drawnPicks ??= this.streams(`pick/${this.address}`);
    return this.drawnPicks;
  }

  /** What it finds at the start that is under way. */
  survived(): Survived<unknown> {
    const restarted = this.starts > 1 || this.machine.crashes > this.crashesBefore;
    return { restarted, ...this.log.survived() };
  }

  /** Loses what is not on disk; that what is pending is void now, the epoch says. */
  stop(run: Run): void {
    for (const slot of this.timers.values()) run.agenda.queue.cancel(slot);
    this.timers.clear();
    this.started = false;
    this.state = undefined;
    this.shadow = undefined;
  }
}
