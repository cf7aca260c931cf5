/** What admission control says between machines. */

import type { Address } from "../../../kernel/role.ts";
import type { Direction, Rates } from "./demand.ts";
import type { Limit } from "./throttles.ts";

/** What a provisioned table has been changed to since the run began. */
export interface TableRates extends Rates {
  /** Grows with every change. */
  readonly version: number;
  /** How many parts of equal size its keys are to be cut into, for what it has or once had. */
  readonly partitions: number;
}

/** Control plane to servers of global admission control and storage nodes: from now on these. */
export interface RatesChanged {
  readonly kind: "rates-changed";
  readonly table: string;
  readonly rates: TableRates;
}

/** Of one router and table. Totals, not differences: a copy or a lost one then does no harm. */
export interface TokenReport {
  /** Units admitted since the router started. */
  readonly spent: number;
  /** Units refused for want of tokens since then. */
  readonly refused: number;
  /** Tokens still good; below 0: units admitted ahead of them. */
  readonly left: number;
  /** Highest peak heard of, for tables on demand: a server that restarts is told again. */
  readonly peak: number;
}

/** Router to a server of global admission control: what I spent of this table; vend me more. */
export interface AskTokens {
  readonly kind: "ask-tokens";
  readonly table: string;
  /** Numbers this router's asks about this table. */
  readonly ask: number;
  /** Tells the router's starts apart: totals begin anew with each. */
  readonly life: number;
  /** The newest that it has heard of, if any: a server that restarts is told again. */
  readonly rates?: TableRates;
  readonly read: TokenReport;
  readonly write: TokenReport;
}

export interface TokenGrant {
  /** The report's total that this grant counts from: what was spent since is part of it. */
  readonly spent: number;
  readonly granted: number;
  /** The router's share of the table, units a second. */
  readonly share: number;
  /** What a router that runs out of tokens has hit. */
  readonly limit: Limit;
  readonly peak: number;
}

/** The answer: these take the place of the tokens that the router has left. */
export interface Tokens {
  readonly kind: "tokens";
  readonly table: string;
  readonly ask: number;
  readonly rates?: TableRates;
  readonly read: TokenGrant;
  readonly write: TokenGrant;
}

/** Storage node to those that lead partitions with a member on it: write units I have to spare. */
export interface NodeRoom {
  readonly kind: "node-room";
  readonly write: number;
  /**
   * Write units that groups led by the sender have made for the receiver since the sender started. A
   * total: a lost message or a copy does no harm.
   */
  readonly led: number;
}

/** Rates of one partition on one node, means over a period. */
export interface PartitionUse {
  readonly partition: string;
  readonly table: string;
  /** Nodes that have a replica of it. */
  readonly nodes: readonly Address[];
  /** What it has of its table unless it is boosted. */
  readonly even: Rates;
  readonly allocation: Rates;
  readonly consumed: Rates;
  readonly throttled: Rates;
}

/** Storage node to control plane, under adaptive capacity: the partitions that were asked lately. */
export interface CapacityReport {
  readonly kind: "capacity-report";
  readonly partitions: readonly PartitionUse[];
}

/** Control plane to storage node: what these partitions may serve from now on. */
export interface CapacitySet {
  readonly kind: "capacity-set";
  readonly allocations: readonly {
    readonly partition: string;
    readonly direction: Direction;
    readonly rate: number;
  }[];
}

export type AdmissionMessage =
  | AskTokens
  | Tokens
  | NodeRoom
  | CapacityReport
  | CapacitySet
  | RatesChanged;
