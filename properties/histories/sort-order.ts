/** The plain sorted model that queries are held against: shares no code with any system. */

import type { SortKey, SortWanted } from "../../sim/client/operation.ts";

/** Numbers by size, texts by their bytes in UTF-8; no sort key, one item. */
export function compareSorts(one: SortKey | undefined, other: SortKey | undefined): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one === "string" && typeof other === "string") return compareTexts(one, other);
  return rankOf(one) - rankOf(other);
}

const rankOf = (sort: SortKey | undefined): number =>
  sort === undefined ? 0 : typeof sort === "number" ? 1 : 2;

function compareTexts(one: string, other: string): number {
  const shared = Math.min(one.length, other.length);
  for (let index = 0; index < shared; index += 1) {
    const [left, right] = [one.charCodeAt(index), other.charCodeAt(index)];
    if (left !== right) return inBytes(left) - inBytes(right);
  }
  return one.length - other.length;
}

/** Halves of a pair stand for what lies behind all single code units, so they sort last. */
const inBytes = (unit: number): number =>
  unit >= 0xd800 && unit < 0xe000 ? unit + 0x2_0000 : unit;

export function isWanted(wanted: SortWanted, sort: SortKey | undefined): boolean {
  switch (wanted.kind) {
    case "all":
      return true;
    case "begins-with":
      return typeof sort === "string" && sort.startsWith(wanted.prefix);
    case "between":
      return compareSorts(sort, wanted.low) >= 0 && compareSorts(sort, wanted.high) <= 0;
    case "equals":
      return compareSorts(sort, wanted.value) === 0;
    case "before":
      return compareSorts(sort, wanted.value) < 0;
    case "at-most":
      return compareSorts(sort, wanted.value) <= 0;
    case "after":
      return compareSorts(sort, wanted.value) > 0;
    case "at-least":
      return compareSorts(sort, wanted.value) >= 0;
  }
}
