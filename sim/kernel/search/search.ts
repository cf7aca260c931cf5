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
  const course = new Course(space, limit);
  while (course.goesOn()) course.expandLevel(onProgress);
  return course.result();
}

/** How far a search has come. */
class Course {
  private readonly space: StateSpace;
  private readonly limit: SearchLimit;
  private readonly seen = new SeenStates();
  private readonly next: Int32Array;
  private level: RowQueue;
  private following: RowQueue;
  private transitions = 0;
  private depth = 0;
  /** Number of the first state of the level. */
  private first = 0;
  private stoppedBy: SearchResult["stoppedBy"];
  private counterExample: CounterExample | undefined;

  constructor(space: StateSpace, limit: SearchLimit) {
    this.space = space;
    this.limit = limit;
    this.next = new Int32Array(space.width);
    this.level = new RowQueue(space.width);
    this.following = new RowQueue(space.width);
    this.seen.add(space.initial, 0, 0);
    this.level.push(space.initial);
  }

  goesOn(): boolean {
    const { level, depth, limit } = this;
    if (level.count === 0 || this.stoppedBy !== undefined) return false;
    if (this.counterExample !== undefined) return false;
    if (depth === limit.depth) this.stoppedBy = "depth";
    return this.stoppedBy === undefined;
  }

  expandLevel(onProgress: (progress: SearchProgress) => void): void {
    const { space, seen, level, following, next } = this;
    let parent = 0;
    const visit = (choice: number, wrong: string | undefined): void => {
      this.transitions += 1;
      if (this.counterExample !== undefined) return;
      if (wrong !== undefined) {
        this.counterExample = { wrong, choices: [...seen.pathTo(parent), choice] };
      } else if (seen.add(next, parent, choice)) following.push(next);
    };
    for (let at = 0; at < level.count && this.counterExample === undefined; at++) {
      if (seen.count > this.limit.states) {
        this.stoppedBy = "states";
        break;
      }
      if (at % reportEvery === 0) onProgress(this.progress(level.count - at));
      parent = this.first + at;
      space.expand(level.at(at), next, visit);
    }
    this.first += level.count;
    if (following.count > 0) this.depth += 1;
    level.clear();
    this.level = following;
    this.following = level;
  }

  result(): SearchResult {
    const { seen, transitions, depth, stoppedBy, counterExample } = this;
    return { states: seen.count, transitions, depth, stoppedBy, counterExample };
  }

  private progress(left: number): SearchProgress {
    return { states: this.seen.count, transitions: this.transitions, depth: this.depth, left };
  }
}
