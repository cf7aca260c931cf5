/**
 * What observers may see, and the kinds of property that judge a run. Observers see everything and
 * change nothing; they look at disks and histories, not at what a replica believes.
 */

import type { History } from "../sim/client/history.ts";
import type { Step, World } from "../sim/kernel/observer.ts";
import type { AnyRole } from "../sim/kernel/role.ts";
import type { SimTime } from "../sim/kernel/time.ts";

export type { Move, RoleView, Step, World } from "../sim/kernel/observer.ts";

export type Verdict = "holds" | "broken" | "unknown";

/** A watcher of one run; it may keep what it has seen. */
export interface Watcher {
  /** What is wrong, in a sentence with the numbers in it; undefined when all is well. */
  after(step: Step): string | undefined;
  /** A last look when the run is over. */
  atEnd?(): string | undefined;
  /** How many times it had something to look at: 0 makes the verdict unknown. */
  readonly checked: number;
}

/** Must hold after every step, in every run. */
export interface Invariant {
  readonly kind: "invariant";
  /** The file's name. */
  readonly name: string;
  /** The sentence that a report prints. */
  readonly statement: string;
  readonly source: string;
  /** Whose steps it is shown; absent: everybody's. */
  readonly watches?: AnyRole;
  /**
   * It has something to look at only in some runs, such as those in which somebody is refused: where
   * it has not, and the scenario does not ask for it by name, it is left out.
   */
  readonly onOccasion?: true;
  watch(world: World): Watcher;
}

/** What a judge found. */
export interface Finding {
  readonly verdict: Verdict;
  /** How many operations, replicas or instants were looked at. */
  readonly checked: number;
  /** One sentence with the numbers in it; why unknown, or what is wrong, or what was seen. */
  readonly reason: string;
  /** When it first went wrong. */
  readonly at?: SimTime;
  /** The operations that show it, by request number. */
  readonly operations?: readonly number[];
  /** Legal order of the operations as far as it goes, by request number: what the report draws. */
  readonly order?: readonly number[];
}

/** Judged once, on what clients saw. */
export interface HistoryProperty {
  readonly kind: "history";
  readonly name: string;
  readonly statement: string;
  readonly source: string;
  judge(history: History): Finding;
}

/** Judged once, on the world after everything has healed and come to rest. */
export interface FinalProperty {
  readonly kind: "final";
  readonly name: string;
  readonly statement: string;
  readonly source: string;
  judge(world: World, marks: ReadonlyMap<string, number>): Finding;
}

/** Must have been reached at least `times`: the guard against a run in which nothing happened. */
export interface Sometimes {
  readonly kind: "sometimes";
  readonly name: string;
  readonly statement: string;
  readonly source: string;
  /** The mark that a role leaves. */
  readonly mark: string;
  readonly times: number;
}

export interface Measure {
  readonly value: number;
  /** "µs", "ms", "count", "share", "1/s", "units" ... */
  readonly unit: string;
}

/** A case's numbers by name; see `measures.ts`. */
export type Measures = Readonly<Record<string, Measure>>;

/** Judged on the numbers of a case, and on those of the scenario's earlier cases, by their names. */
export interface Figure {
  readonly kind: "figure";
  readonly name: string;
  readonly statement: string;
  readonly source: string;
  judge(own: Measures, others: ReadonlyMap<string, Measures>): Finding;
}

export type Property = Invariant | HistoryProperty | FinalProperty | Figure | Sometimes;
