/** How long it takes to find a mistake: seed after seed, from several places, until it is caught. */

import type { Scenario } from "../scenario.ts";
import { type Hunted, huntOn } from "./hunt.ts";

export interface Search {
  /** How many seeds it took; undefined: more than allowed. */
  readonly seeds: number | undefined;
  /** In all of its runs. */
  readonly events: number;
  /** The seed that found it, with what broke there. */
  readonly found: (Hunted & { readonly seed: number }) | undefined;
}

/** One search: from `first` on, `most` seeds at most. `isFound`: by default, the named property broke. */
export function search(
  ground: Scenario,
  caughtBy: string,
  { first, most }: { readonly first: number; readonly most: number },
  isFound: (hunted: Hunted) => boolean = ({ caught }) => caught,
): Search {
  let events = 0;
  for (let tried = 1; tried <= most; tried += 1) {
    const seed = first + tried - 1;
    const hunted = huntOn(ground, caughtBy, seed);
    events += hunted.events;
    if (isFound(hunted)) return { seeds: tried, events, found: { ...hunted, seed } };
  }
  return { seeds: undefined, events, found: undefined };
}

/** What several searches say together. */
export interface Searches {
  /** The median; undefined: most of them found nothing. */
  readonly seeds: number | undefined;
  /** The median, of those that found something. */
  readonly events: number | undefined;
  /** The first that was found. */
  readonly found: Search["found"];
  /** All properties that broke, in any of them. */
  readonly broken: readonly string[];
}

/** So far from one another that no two searches meet. */
const apart = 100_000;

/**
 * `count` searches, from seeds far apart. When the first finds nothing the others are left out: what is
 * not found in `most` seeds once is no easy catch.
 */
export function searches(
  ground: Scenario,
  caughtBy: string,
  { count, most }: { readonly count: number; readonly most: number },
  isFound?: (hunted: Hunted) => boolean,
): Searches {
  const done: Search[] = [];
  for (let index = 0; index < count; index += 1) {
    const one = search(ground, caughtBy, { first: 1 + index * apart, most }, isFound);
    done.push(one);
    if (index === 0 && one.found === undefined) break;
  }
  const found = done.flatMap((one) => (one.found === undefined ? [] : [one.found]));
  const cost = done.filter((one) => one.found !== undefined).map(({ events }) => events);
  return {
    seeds: known(median(done.map(({ seeds }) => seeds ?? Number.POSITIVE_INFINITY))),
    events: cost.length === 0 ? undefined : median(cost),
    found: found[0],
    broken: [...new Set(found.flatMap(({ broken }) => broken))],
  };
}

const known = (count: number): number | undefined =>
  count < Number.POSITIVE_INFINITY ? count : undefined;

/** The lower one of the two in the middle, where there are two. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}
