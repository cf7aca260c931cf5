import { due } from "./agenda.ts";
import { InvariantViolation } from "./assert.ts";
import type { Cast } from "./cast.ts";
import type { Cell } from "./cell.ts";
import type { Network } from "./network.ts";
import type { Address, AnyRole, Hosting } from "./role.ts";
import type { Run } from "./run.ts";
import { asSetup } from "./topology.ts";
import { noIndex, traced } from "./trace.ts";

/** Roles that create others on their own machine, and end them. */
export class Hosts {
  /** Who has asked for its own end, which comes when all else that it asked for is done. */
  leaving: Cell | undefined;
  private readonly run: Run;
  private readonly cast: Cast;
  private readonly network: Network;
  private readonly kinds: ReadonlyMap<string, AnyRole>;

  constructor(run: Run, cast: Cast, network: Network, hostable: readonly AnyRole[]) {
    this.run = run;
    this.cast = cast;
    this.network = network;
    this.kinds = new Map(hostable.map((role) => [role.name, role]));
  }

  host(by: Cell, { address, role: name, setup, disk }: Required<Hosting>): void {
    const { agenda, now, current } = this.run;
    const role = this.kinds.get(name);
    if (role === undefined) {
      const known = this.kinds.size === 0 ? "none" : [...this.kinds.keys()].join(", ");
      throw new InvariantViolation(
        `${by.address} hosts a role "${name}", expected one of the hostable ones: ${known}`,
      );
    }
    const there = this.cast.find(address);
    if (there !== undefined) {
      // A role that replays its log after a crash asks again for what it has.
      if (there.machine === by.machine && there.role === role) return;
      throw new InvariantViolation(`${by.address} hosts "${address}", where a role is already`);
    }
    const cell = this.cast.host({ address, role, setup: asSetup(setup), disk }, by.machine);
    this.network.reconnect(cell);
    const slot = agenda.add(now, due.hosted, cell.index, current);
    agenda.epoch[slot] = cell.epoch;
  }

  unhost(by: Cell, address: Address): void {
    const cell = this.cast.find(address);
    if (cell === undefined || cell.machine !== by.machine) {
      const actual = cell === undefined ? "no role is" : `a role of ${cell.machine.name} is`;
      throw new InvariantViolation(
        `${by.address} ends "${address}", where ${actual}, expected one of ${by.machine.name}`,
      );
    }
    if (cell === by) this.leaving = cell;
    else this.end(cell);
  }

  /** Ends whoever has asked for its own end. */
  letLeave(): void {
    const cell = this.leaving!;
    this.leaving = undefined;
    this.end(cell);
  }

  private end(cell: Cell): void {
    const { recorder, now, current } = this.run;
    const label = recorder.labels.of(cell.role.name);
    recorder.record(now, traced.unhost, cell.index, noIndex, label, current);
    this.cast.unhost(cell);
  }
}
