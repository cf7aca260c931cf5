import type { Candidates, Trace } from "./candidates.ts";

/**
 * What an outlook counts. A bold one overlooks unfinished calls that might do anything in any state:
 * then the search may miss an order, but none that it finds is wrong.
 */
export type Temper = "bold" | "careful";

/**
 * What the calls not yet taken still want of the states: who needs one, who can tell it from
 * others, who could make it again. It lets a search see that a way is dead, or that the present
 * state no longer matters.
 */
export class Outlook {
  /** Whether a careful outlook would count more. */
  isPartial = false;
  private readonly temper: Temper;
  private readonly traces: readonly Trace[];
  private readonly owed: number;
  /** By state: calls that are owed and possible in it alone. */
  private readonly wanted: Int32Array;
  /** By state: calls that tell it from others; calls that can make it. */
  private readonly watchers: Int32Array;
  private readonly makers: Int32Array;
  /** Calls that may tell any state from any other, or make any. */
  private vagueWatchers = 0;
  private vagueMakers = 0;
  /** Calls that go in other states than those they watch. */
  private avoiders = 0;
  /** Calls that may lead to a state of lower rank. */
  private lowering = 0;

  constructor({ traces, owed }: Candidates<unknown>, stateCount: number, temper: Temper) {
    this.temper = temper;
    this.traces = traces;
    this.owed = owed;
    this.wanted = new Int32Array(stateCount);
    this.watchers = new Int32Array(stateCount);
    this.makers = new Int32Array(stateCount);
    traces.forEach((_, candidate) => {
      this.count(candidate, 1);
    });
  }

  take(candidate: number): void {
    this.count(candidate, -1);
  }

  giveUp(candidate: number): void {
    this.count(candidate, 1);
  }

  private count(candidate: number, by: 1 | -1): void {
    const { makes, lowers } = this.traces[candidate]!;
    if (lowers) this.lowering += by;
    for (const state of makes ?? []) this.makers[state]! += by;
    if (this.counts(candidate)) this.countWants(candidate, by);
    else this.isPartial = true;
  }

  /** Bold ones overlook unfinished calls that may go anywhere. */
  private counts(candidate: number): boolean {
    if (candidate < this.owed || this.temper === "careful") return true;
    return this.traces[candidate]!.watches !== undefined;
  }

  private countWants(candidate: number, by: 1 | -1): void {
    const { watches, makes, needs } = this.traces[candidate]!;
    if (makes === undefined) this.vagueMakers += by;
    if (watches === undefined) {
      this.vagueWatchers += by;
      return;
    }
    for (const state of watches) this.watchers[state]! += by;
    if (needs && watches.length === 1 && candidate < this.owed) this.wanted[watches[0]!]! += by;
    if (!needs && watches.length > 0) this.avoiders += by;
  }

  /** Whether no call left can tell this state from another of which the same is true. */
  isForgotten(state: number): boolean {
    return this.vagueWatchers === 0 && !(this.watchers[state]! > 0);
  }

  /** Whether some call left might go otherwise where `candidate` has been. */
  isOfUse(candidate: number): boolean {
    const { makes } = this.traces[candidate]!;
    if (makes === undefined || !this.isIndifferent) return true;
    return makes.some((state) => this.watchers[state]! > 0);
  }

  /**
   * Whether a write from one forgotten state to another can be taken at once. It can be left out
   * of any later place in an order, where no call depends on not meeting some state.
   */
  get isIndifferent(): boolean {
    return this.vagueWatchers === 0 && this.avoiders === 0;
  }

  /** The one state in which this candidate, which is owed, is possible; or -1. */
  needOf(candidate: number): number {
    const { needs, watches } = this.traces[candidate]!;
    return needs && watches!.length === 1 ? watches![0]! : -1;
  }

  /** Whether no call left can lead to `state`, which lies `below` the present one if that rises. */
  isGone(state: number, below: boolean): boolean {
    if (below && this.lowering === 0) return true;
    return this.makers[state] === 0 && this.vagueMakers === 0;
  }

  /**
   * Whether a call that is owed is lost once `candidate` has led away from `state`, to one of
   * higher rank if it `rises`.
   */
  isMissed(state: number, candidate: number, rises: boolean): boolean {
    const { watches, makes, needs, lowers } = this.traces[candidate]!;
    const own = needs && watches!.length === 1 && watches![0] === state && candidate < this.owed;
    if (!(this.wanted[state]! > (own ? 1 : 0))) return false;
    if (rises && this.lowering === (lowers ? 1 : 0)) return true;
    if (this.makers[state]! > 0) return false;
    return this.vagueMakers === (makes === undefined && this.counts(candidate) ? 1 : 0);
  }
}
