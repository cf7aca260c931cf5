/**
 * What a client made lately, where names are made as items are: time-sortable ids, random ids, ids
 * that count up. Nobody could guess such a name, so reads go to what the client remembers.
 */

import type { ItemKey } from "./item-key.ts";

export interface MadeItem extends ItemKey {
  /** It holds a number: updates go to such items alone, puts to the others. */
  readonly counter: boolean;
}

/** The newest last; plain data. */
export type MadeItems = MadeItem[];

const most = 64;

/** Puts down an item, and forgets the oldest when there are too many. */
export function noteMade(made: MadeItems, item: MadeItem): void {
  made.push(item);
  if (made.length > most) made.shift();
}

/** One of those remembered, all alike; undefined when there is none of this sort. */
export function recall(
  made: MadeItems | undefined,
  counter: boolean,
  u32: () => number,
): MadeItem | undefined {
  const fitting = (made ?? []).filter((item) => item.counter === counter);
  if (fitting.length === 0) return undefined;
  return fitting[Math.floor((u32() / 0x1_0000_0000) * fitting.length)];
}
