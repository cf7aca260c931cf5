/**
 * Breadth-first search: every state up to a bound, level by level, each once. So the first path to a
 * broken promise that it meets is one of the shortest there are.
 */

import { RowQueue } from "./row-queue.ts";
import { SeenStates } from "./seen-states.ts";
import type { StateSpace } from "./state-space.ts";

/** How far to go; what lies beyond makes the search incomplete. */
export interface SearchLimit {
  /** Most steps from the first state. */
  readonly depth: number;
  /** Most distinct states. */
  readonly states: number;
}

export interface SearchResult {
  /** Distinct states reached, the first among them. */
  readonly states: number;
  /** Steps tried. */
  readonly transitions: number;
  /** Steps to the states that are furthest away. */
  readonly depth: number;
  /** Which limit cut it short; undefined: there is no further state. */
  readonly stoppedBy: keyof SearchLimit | undefined;
  /** Choices from the first state to the step that breaks a promise, that step included. */
  readonly counterExample: CounterExample | undefined;
}

export interface CounterExample {
  readonly wrong: string;
  readonly choices: readonly number[];
}

export interface SearchProgress extends Pick<SearchResult, "states" | "transitions" | "depth"> {
  /** States of this level that have not been expanded. */
  readonly left: number;
}

/** How many states are expanded between two calls of `onProgress`. */
const reportEvery = 4_096;

/** Expands the whole space, up to the limit or the first broken promise. */
export function search(
  space: StateSpace,
  limit: SearchLimit,
  onProgress: (progress: SearchProgress) => void = () => {},
): SearchResult {
  const { width, initial } = space;
  const seen = new SeenStates();
  const next = new Int32Array(width);
  let level = new RowQueue(width);
  let following = new RowQueue(width);
  let [transitions, depth, first] = [0, 0, 0];
  let counterExample: CounterExample | undefined;
  let stoppedBy: SearchResult["stoppedBy"];
  let parent = 0;
  const visit = (choice: number, wrong: string | undefined): void => {
    transitions += 1;
    if (counterExample !== undefined) return;
    if (wrong !== undefined) {
      counterExample = { wrong, choices: [...seen.pathTo(parent), choice] };
    } else if (seen.add(next, parent, choice)) following.push(next);
  };
  seen.add(initial, 0, 0);
  level.push(initial);
  const report = (left: number) => onProgress({ states: seen.count, transitions, depth, left });
  while (level.count > 0 && stoppedBy === undefined && counterExample === undefined) {
    if (depth === limit.depth) {
      stoppedBy = "depth";
      break;
    }
    for (let at = 0; at < level.count && counterExample === undefined; at++) {
      if (seen.count > limit.states) {
        stoppedBy = "states";
        break;
      }
      parent = first + at;
      space.expand(level.at(at), next, visit);
      if (at % reportEvery === 0) report(level.count - at);
    }
    first += level.count;
    if (following.count > 0) depth += 1;
    [level, following] = [following, level];
    following.clear();
  }
  return { states: seen.count, transitions, depth, stoppedBy, counterExample };
}
