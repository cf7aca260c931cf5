import type { Distribution } from "./distribution.ts";
import type { Address, AnyMessage, AnyRole, Role } from "./role.ts";

/** A machine: its roles share one disk, one processor, one clock, one fate. */
export interface MachineSpec {
  readonly name: string;
  readonly zone: string;
  /** Processor cores; events of its roles queue for them when they state a service time. Default 1. */
  readonly cores?: number;
  /** Time of one append with flush. */
  readonly flush?: Distribution;
  /** Time of one page read. */
  readonly read?: Distribution;
  /** Bytes per second that the disk writes; 0 or absent: size does not matter. */
  readonly diskBandwidth?: number;
}

/** One-way delays between machines, by zone. */
export interface NetworkSpec {
  readonly withinZone: Distribution;
  readonly acrossZones: Distribution;
  /** Exceptions, by "zone>zone" in the order of travel. */
  readonly pairs?: Readonly<Record<string, Distribution>>;
  /** Bytes per second of one link; 0 or absent: size does not matter. */
  readonly bandwidth?: number;
}

/** Which role runs where. */
export interface Placement<Setup = unknown> {
  readonly address: Address;
  readonly machine: string;
  readonly role: AnyRole;
  readonly setup: Setup;
  /** What its disk holds before the first start. */
  readonly disk?: readonly unknown[];
  /**
   * Starts when the first message is delivered to it, not with its machine. Until something is sent
   * to it, it costs next to nothing. Once started it is a role like any other.
   */
  readonly lazy?: true;
}

/**
 * A placement whose setup and disk fit its role.
 *
 * The setup is frozen and given a prototype of its own, so that check mode's drafts let it through
 * as it is: it never changes, and what is compiled from it can be kept beside it.
 */
export const place = <S, M extends AnyMessage, R, Setup extends object>(placement: {
  readonly address: Address;
  readonly machine: string;
  readonly role: Role<S, M, R, Setup>;
  readonly setup: Setup;
  readonly disk?: readonly R[];
  readonly lazy?: true;
}): Placement => ({ ...placement, setup: asSetup(placement.setup) });

/** What a role was hosted with, as `place` has it. A setup handed on stays the same object. */
export const asSetup = <Setup extends object>(setup: Setup): Setup =>
  isSetup(setup) ? setup : opaque(setup);

const opaque = <Setup extends object>(setup: Setup): Setup =>
  // In one literal: what Object.assign puts into an empty object is slow to read ever after.
  Object.freeze({ __proto__: setupPrototype, ...setup });

/** What marks a setup: it is not part of a role's state, and the same in every run of a placement. */
const setupPrototype = Object.freeze(Object.create(null) as object);

export const isSetup = (value: object): boolean => Object.getPrototypeOf(value) === setupPrototype;
