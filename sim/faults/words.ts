/** How faults are put into words. */

import type { Duration } from "../kernel/time.ts";
import type { Between, Place } from "./field.ts";
import type { Spell } from "./spell.ts";

/** "10 s", "1.5 s", "20 ms", "-250 µs": exact. */
export function timeText(length: Duration): string {
  if (Math.abs(length) >= 1_000_000) return `${length / 1_000_000} s`;
  if (Math.abs(length) >= 1_000) return `${length / 1_000} ms`;
  return length === 0 ? "0 s" : `${length} µs`;
}

/** "+20 ms", "-20 ms". */
export const stepText = (by: Duration): string => `${by > 0 ? "+" : ""}${timeText(by)}`;

/** "from 10 s to 30 s" */
export const spellText = ({ from, until }: Spell): string =>
  `from ${timeText(from)} to ${timeText(until)}`;

/** "a, b" */
export const listText = (places: readonly Place[]): string => places.join(", ");

/** "a | b, c" */
export const groupsText = (groups: readonly (readonly Place[])[]): string =>
  groups.map(listText).join(" | ");

/** "messages between a and b, c", "messages" */
export const messagesText = (between: Between | undefined): string =>
  between === undefined
    ? "messages"
    : `messages between ${listText(between[0])} and ${listText(between[1])}`;

/** What a fault on links concerns, for the report's lane. */
export const linksText = (between: Between | undefined): string =>
  between === undefined ? "every link" : `${listText(between[0])} - ${listText(between[1])}`;

/** "20 %", without the noise of binary fractions. */
export const percentText = (share: number): string => `${Math.round(share * 1e6) / 1e4} %`;
