/**
 * A set of text in order of code units: sorted pages, as the leaves of a B-tree, and a directory of
 * where each begins.
 *
 * A page is replaced, never shifted in place: under immer's drafts that is one patch instead of one
 * for every key behind the place. It also bounds what one change copies.
 */

export interface KeyPages {
  /** `pages[k]` holds keys from `starts[k]` on and before `starts[k + 1]`; `starts[0]` is "". */
  starts: string[];
  /** None empty, except the only one of an empty set. */
  pages: (readonly string[])[];
}

/** Keys a page holds at most. */
const most = 64;

/** The set of these keys, which are in order and all different. */
export function pagesOf(sorted: readonly string[]): KeyPages {
  const pages: (readonly string[])[] = [];
  for (let first = 0; first < sorted.length; first += most) {
    pages.push(sorted.slice(first, first + most));
  }
  return { starts: pages.map((page, at) => (at === 0 ? "" : page[0]!)), pages };
}

/** Puts in a key that the set does not hold. */
export function enter(keys: KeyPages, key: string): void {
  const at = pageOf(keys, key);
  const page = keys.pages[at];
  if (page === undefined) {
    keys.starts = [""];
    keys.pages = [[key]];
    return;
  }
  const place = placeOf(page, key);
  if (page.length < most) {
    keys.pages[at] = page.toSpliced(place, 0, key);
  } else if (place === most && at === keys.pages.length - 1) {
    // Ascending keys leave full pages behind them.
    keys.pages.push([key]);
    keys.starts.push(key);
  } else {
    halve(keys, at, page.toSpliced(place, 0, key));
  }
}

/** Takes out a key that the set holds. */
export function leave(keys: KeyPages, key: string): void {
  const at = pageOf(keys, key);
  const page = keys.pages[at];
  if (page === undefined) return;
  const rest = page.toSpliced(placeOf(page, key), 1);
  keys.pages[at] = rest;
  if (rest.length >= most / 4) return;
  const before = keys.pages[at - 1];
  const behind = keys.pages[at + 1];
  if (before !== undefined && before.length + rest.length <= most / 2) join(keys, at - 1);
  else if (behind !== undefined && behind.length + rest.length <= most / 2) join(keys, at);
  else if (rest.length === 0) join(keys, Math.max(0, at - 1));
}

/** Takes out all keys from `from` on, and returns them in order. */
export function leaveFrom(keys: KeyPages, from: string): string[] {
  const at = pageOf(keys, from);
  const page = keys.pages[at] ?? [];
  const place = placeOf(page, from);
  const kept = place === 0 ? at : at + 1;
  const gone = [...page.slice(place), ...keys.pages.slice(at + 1).flat()];
  const whole = keys.pages.slice(0, at);
  keys.pages = place === 0 ? whole : [...whole, page.slice(0, place)];
  keys.starts = keys.starts.slice(0, kept);
  return gone;
}

/** What is told of each key: returns whether to go on. */
export type Visit = (key: string) => boolean;

/** Visits each key from `from` on and before `to` (undefined: to the last), in order. */
export function walk(keys: KeyPages, from: string, to: string | undefined, visit: Visit): void {
  const first = pageOf(keys, from);
  for (let at = first; at < keys.pages.length; at += 1) {
    const page = keys.pages[at] ?? [];
    for (let place = at === first ? placeOf(page, from) : 0; place < page.length; place += 1) {
      const key = page[place]!;
      if ((to !== undefined && key >= to) || !visit(key)) return;
    }
  }
}

/** Visits the same keys as `walk`, the last one first. */
export function walkBack(keys: KeyPages, from: string, to: string | undefined, visit: Visit): void {
  const last = to === undefined ? keys.pages.length - 1 : pageOf(keys, to);
  for (let at = last; at >= 0; at -= 1) {
    const page = keys.pages[at] ?? [];
    const end = at === last && to !== undefined ? placeOf(page, to) : page.length;
    for (let place = end - 1; place >= 0; place -= 1) {
      const key = page[place]!;
      if (key < from || !visit(key)) return;
    }
  }
}

/** The page that holds `key`, if any does: the last one that begins at or before it. */
function pageOf({ starts }: KeyPages, key: string): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= key) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where `key` stands in the page, or would stand: the number of smaller keys. */
function placeOf(page: readonly string[], key: string): number {
  let low = 0;
  let high = page.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (page[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two pages in the place of one that has become too long. */
function halve(keys: KeyPages, at: number, full: readonly string[]): void {
  const right = full.slice(full.length >> 1);
  keys.pages = keys.pages.toSpliced(at, 1, full.slice(0, full.length >> 1), right);
  keys.starts = keys.starts.toSpliced(at + 1, 0, right[0]!);
}

/** One page in the place of the one at `at` and the one behind it, if there is one. */
function join(keys: KeyPages, at: number): void {
  const joined = [...(keys.pages[at] ?? []), ...(keys.pages[at + 1] ?? [])];
  keys.pages = keys.pages.toSpliced(at, 2, ...(joined.length > 0 ? [joined] : []));
  keys.starts = keys.starts.toSpliced(joined.length > 0 ? at + 1 : at, 1);
}
