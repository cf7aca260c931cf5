/** A system is roles and a placement; nothing is inherited. */

import type { Address, AnyRole } from "./role.ts";
import type { MachineSpec, Placement } from "./topology.ts";

export interface Zone {
  readonly name: string;
  /** Storage machines of the system in this zone. */
  readonly machines: number;
  /** Clients in this zone. */
  readonly clients?: number;
}

/** What a system is told when it is laid out. */
export interface Plan {
  readonly zones: readonly Zone[];
  /** How many clients there are in all: request ids are unique modulo this. */
  readonly clients: number;
}

export interface Deployment {
  readonly machines: readonly MachineSpec[];
  readonly placements: readonly Placement[];
  /** Kinds of roles that its roles may create while they run. Absent: none. */
  readonly hostable?: readonly AnyRole[];
  /** Where the clients of a zone send their requests. */
  readonly entry: Readonly<Record<string, Address>>;
}

/** One setting as used in a run, for reports; what `parts/setting.ts` makes of a table. */
export interface SettingInForce {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly isDefault: boolean;
  readonly meaning: string;
  readonly source: string;
}

export interface System {
  readonly name: string;
  /** Which role runs where. Called once, before the first event. */
  deploy(plan: Plan): Deployment;
  /** Every setting with the value in force, in the order of its table; bug switches that are on too. */
  readonly settings: readonly SettingInForce[];
  /**
   * The same system with settings changed, given as texts from a command line. Throws a RangeError
   * whose message is a sentence, for a name or value that does not exist.
   */
  with(changes: Readonly<Record<string, string>>): System;
  /** What a role is at this moment, for the report's strips; undefined for roles without a strip. */
  posture(role: AnyRole, state: unknown, clock: number): PostureNow | undefined;
}

export interface PostureNow {
  /** "leader", "waiting", "candidate", "asking", "follower", "recovering" ... */
  readonly as: string;
  readonly ballot: number;
  /** The ballot in words: "3.b". */
  readonly label: string;
}
