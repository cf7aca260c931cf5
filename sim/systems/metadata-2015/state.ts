/** What a storage server knows: its lease, its questions, its log of both, and its items. */

import type { Address } from "../../kernel/role.ts";
import type { LocalTime } from "../../kernel/time.ts";
import type { Value } from "../../parts/condition.ts";
import type { Bug } from "./bugs.ts";
import type { Config } from "./settings.ts";

export interface ServerSetup {
  /** From 0, over all zones. */
  readonly index: number;
  readonly service: Address;
  readonly config: Config;
}

/** A stretch out of service; `until` is undefined while it lasts. */
export interface Absence {
  readonly from: LocalTime;
  until: LocalTime | undefined;
}

export interface Item {
  readonly value: Value;
  readonly bytes: number;
  readonly version: number;
}

export interface ServerState {
  readonly setup: ServerSetup;
  serving: boolean;
  leaseEnd: LocalTime;
  /** Questions asked so far. */
  asks: number;
  /** The question that waits for an answer. */
  pending: { readonly number: number; readonly at: LocalTime } | undefined;
  /** Questions in a row that were not answered in time. */
  failures: number;
  /** Constant work: when each push was acknowledged that the service may yet refer to. */
  acknowledged: Map<number, LocalTime>;
  /** Version of the list, as pushes have it. */
  version: number;
  /** Its log: questions asked in each second of its clock, and how many got an answer in time. */
  readonly asked: number[];
  readonly answered: number[];
  readonly absences: Absence[];
  readonly items: Map<string, Item>;
  /** Writes carried out: positions of items come from it. */
  writes: number;
}

export const newServer = (setup: ServerSetup, at: LocalTime): ServerState => ({
  setup,
  serving: true,
  leaseEnd: at,
  asks: 0,
  pending: undefined,
  failures: 0,
  acknowledged: new Map(),
  version: 0,
  asked: [],
  answered: [],
  absences: [],
  items: new Map(),
  writes: 0,
});

export const buggy = ({ setup }: ServerState, bug: Bug): boolean => setup.config.bugs.includes(bug);

/** Adds `amount` to the entry of the second in which `at` lies. */
export function tally(list: number[], at: LocalTime, amount: number): void {
  const second = Math.max(0, Math.floor(at / 1_000_000));
  while (list.length <= second) list.push(0);
  list[second]! += amount;
}
