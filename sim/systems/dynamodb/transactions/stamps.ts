/** Timestamps of transactions: unique, though two coordinators' clocks may show the same instant. */

import type { LocalTime } from "../../../kernel/time.ts";
import type { Stamp } from "../messages/transactions.ts";

/** Coordinators are numbered from 1; 0 is for single writes. */
const numbers = 64;

export function stampAt(at: LocalTime, coordinator: number): Stamp {
  if (coordinator >= numbers) {
    throw new RangeError(`expected at most ${numbers - 1} coordinators, got number ${coordinator}`);
  }
  return (Math.max(0, at) * numbers + coordinator) as Stamp;
}

/** The coordinator's next: never the same twice, though its clock may stand still or go back. */
export const stampAfter = (last: Stamp, at: LocalTime, coordinator: number): Stamp =>
  Math.max(stampAt(at, coordinator), last + numbers) as Stamp;

/** The instant that a stamp was taken at, on its taker's clock. */
export const takenAt = (stamp: Stamp): LocalTime => Math.floor(stamp / numbers) as LocalTime;

/** Whether a transaction took it, and not a single write. */
export const isOfTransaction = (stamp: Stamp): boolean => stamp % numbers !== 0;
