/** When items expire, and when they are removed: what an attribute says (developer guide, TTL). */

import { type Duration, type LocalTime, toSeconds } from "../../../kernel/time.ts";
import { keyHash } from "../../../parts/key-hash.ts";
import type { Item } from "../messages/records.ts";

/** Numbers further back than five years are taken for something else than an expiry. */
const oldest = 5 * 365 * 86_400;

/** In seconds; undefined: the item stays. */
export function expiryOf(
  { value, extras }: Pick<Item, "value" | "extras">,
  attribute: string,
): number | undefined {
  const found = extras?.attributes?.[attribute];
  return value === undefined || typeof found !== "number" ? undefined : found;
}

/** @param always also those that lie more than five years back: a mistake */
export function hasExpired(expiry: number, now: LocalTime, always = false): boolean {
  const age = toSeconds(now) - expiry;
  return age > 0 && (always || age <= oldest);
}

/**
 * Seconds from its expiry until an item is due to be removed, uniform up to `most`. It follows from
 * the item, so that a new leader does not draw again.
 */
export function delayOf(key: string, expiry: number, most: Duration): number {
  const drawn = Number.parseInt(keyHash(`${key} ${expiry}`).slice(0, 8), 16) / 0x1_0000_0000;
  return drawn * toSeconds(most);
}
