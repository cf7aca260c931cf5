/** What a search walks through: states as rows of whole numbers, and the steps between them. */

/**
 * A step that was tried. `choice` says which one, as a number that is the same whenever the same row
 * is expanded; `wrong` is a sentence if the step breaks a promise.
 */
export type Visit = (choice: number, wrong: string | undefined) => void;

export interface StateSpace {
  /** Numbers in a row: two states are the same exactly when their rows are. */
  readonly width: number;
  readonly initial: Int32Array;
  /**
   * Tries every step that `row` allows, always in the same order. Before each call of `visit` the
   * state that the step leads to is in `next`, which is the caller's and is used again.
   */
  expand(row: Int32Array, next: Int32Array, visit: Visit): void;
}
