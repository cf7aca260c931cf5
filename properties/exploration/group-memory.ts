/** What must be remembered of a replication group's past to judge its next step. */

import type { Value } from "../../sim/parts/condition.ts";

/** One operation of the two clients. */
export interface Call {
  readonly kind: "put" | "get";
  /** `info`: it was answered, but nobody knows what became of it. */
  readonly state: "waiting" | "open" | "ok" | "info";
  /** How many answers there had been when it was asked for. */
  readonly asked: number;
  /** The answer's place among all answers, from 1; 0: there is none. */
  readonly answered: number;
  readonly result: Value | undefined;
}

export interface GroupMemory {
  readonly calls: readonly Call[];
  /** The record that was committed at each position, from 1, in words. */
  readonly committed: readonly string[];
  /** By player: the highest ballot that it has told others it keeps to. */
  readonly given: readonly number[];
  /** Up to where anybody had committed while it served. */
  readonly served: number;
}

const idle = { state: "waiting", asked: 0, answered: 0, result: undefined } as const;

/** Nothing has been asked: a put, a get, a put and so on, so many in all. */
export const freshMemory = (operations: number, players: number): GroupMemory => ({
  calls: Array.from({ length: operations }, (_, index) => ({
    kind: index % 2 === 0 ? "put" : "get",
    ...idle,
  })),
  committed: [],
  given: Array.from({ length: players }, () => 0),
  served: 0,
});
