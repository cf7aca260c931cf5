/**
 * Every course that a small replication group can take, within a bound: its own roles, with two
 * clients in the place of a scenario's load and every order of events in that of a seed.
 */

import { groupEnvironment } from "../../properties/exploration/group-environment.ts";
import { RoleSpace } from "../../sim/kernel/search/role-space.ts";
import type { Bounds, SeatedPlayer } from "../../sim/kernel/search/rows.ts";
import {
  type SearchLimit,
  type SearchProgress,
  type SearchResult,
  search,
} from "../../sim/kernel/search/search.ts";
import { stepInWords } from "./step-in-words.ts";

export interface ExploreOptions {
  /** Puts and strong gets in turns, of one key. */
  readonly operations: number;
  readonly bounds: Bounds;
  readonly limit: SearchLimit;
  readonly order: "sent" | "any";
}

export interface Exploration extends Omit<SearchResult, "counterExample"> {
  /** Different states that single replicas have been in. */
  readonly localStates: number;
  /** Marks that were left on the way: what a verdict of "holds" is about. */
  readonly marks: readonly string[];
  readonly broken: BrokenPromise | undefined;
}

export interface BrokenPromise {
  readonly property: string;
  readonly reason: string;
  /** The shortest way there is to break one: each step with what it caused below it. */
  readonly steps: readonly (readonly string[])[];
}

/** Searches until the bound is done, a limit is met, or a promise breaks. */
export function explore(
  players: readonly SeatedPlayer[],
  { bounds, order, operations, limit }: ExploreOptions,
  onProgress?: (progress: SearchProgress) => void,
): Exploration {
  const environment = groupEnvironment(operations, players.length);
  const space = new RoleSpace({ players, environment, bounds, order });
  const { counterExample, ...counts } = search(space, limit, onProgress);
  const broken =
    counterExample === undefined
      ? undefined
      : brokenBy(counterExample.wrong, (show) => {
          space.retrace(counterExample.choices, (choice, step) => {
            show(stepInWords(choice, step, players));
          });
        });
  return { ...counts, localStates: space.localStates, marks: space.marks, broken };
}

/** What broke comes as "lease-exclusion: storage-a and …"; a role's own assertion has no name. */
function brokenBy(
  wrong: string,
  retrace: (show: (lines: readonly string[]) => void) => void,
): BrokenPromise {
  const [, property = "assertion", reason = wrong] = /^([a-z-]+): (.*)$/s.exec(wrong) ?? [];
  const steps: (readonly string[])[] = [];
  retrace((lines) => steps.push(lines));
  return { property, reason, steps };
}
