/**
 * The search for one legal order of the calls on one object: depth first over what may go next,
 * remembering each configuration (operations taken, state) that was tried (Wing and Gong 1993;
 * Lowe 2017). What makes it quick:
 *
 * - Calls that change no state are taken as soon as they are legal, which never hurts. So only
 *   writes are tried one after another, and one look-up serves many reads.
 * - Unfinished calls are not owed. They are tried last; twins in the order of invocation; never
 *   where they change nothing, nor where the next write would hide all trace of them. An order
 *   that has such a call stays legal without it.
 * - Writes are tried in an order that is right at once in most histories (`zones.ts`), and what is
 *   known of the calls not yet taken cuts off ways that lead nowhere (`outlook.ts`).
 */

import { BitWindow } from "./bit-window.ts";
import { type Candidates, candidatesOf, noTwin } from "./candidates.ts";
import type { Model } from "./model.ts";
import { Outlook, type Temper } from "./outlook.ts";
import type { Part } from "./part.ts";
import { RecordSet } from "./record-set.ts";
import { noState, StateTable } from "./state-table.ts";
import { isReturn, operationAt, Timeline } from "./timeline.ts";
import { zobrist } from "./zobrist.ts";

/** "exhausted": there is no order; "missed": a bold search found none. */
export type Progress = "searching" | "found" | "exhausted" | "missed";

const none = -1;
const nothing: readonly number[] = [];

export class Search<Call> {
  /** Calls tried so far: the measure of work, the same on every machine. */
  steps = 0;
  progress: Progress = "searching";

  private readonly candidates: Candidates<Call>;
  private readonly states: StateTable<unknown, Call>;
  private readonly outlook: Outlook;
  private readonly timeline: Timeline;
  private readonly tried = new RecordSet();
  private record = new Int32Array(64);

  /** Candidates taken, in order; as two sets; and the hash of both. */
  private readonly taken: Int32Array;
  private takenCount = 0;
  private readonly isTaken: Uint8Array;
  private readonly finished: BitWindow;
  private hash = 0;
  /** By depth: unfinished candidates taken that may still matter, in the order of invocation. */
  private readonly used: (readonly number[])[] = [];
  private state = 0;

  /** A frame for each write tried: which, and what `last`, the state and the count were before. */
  private readonly frameCandidate: Int32Array;
  private readonly frameLast: Int32Array;
  private readonly frameState: Int32Array;
  private readonly frameTaken: Int32Array;
  private depth = 0;
  /** What was tried last here: a candidate owed, `none`, or above all owed the unfinished tried. */
  private last = none;

  constructor(part: Part<Call>, model: Model<unknown, Call>, temper: Temper) {
    this.states = new StateTable(model);
    this.candidates = candidatesOf(part, model, this.states);
    this.outlook = new Outlook(this.candidates, this.states.size, temper);
    const { owed, calls, invoked, returned } = this.candidates;
    this.timeline = new Timeline(invoked.subarray(0, owed), returned.subarray(0, owed));
    this.finished = new BitWindow(owed);
    this.taken = new Int32Array(calls.length);
    this.isTaken = new Uint8Array(calls.length);
    this.frameCandidate = new Int32Array(calls.length);
    this.frameLast = new Int32Array(calls.length);
    this.frameState = new Int32Array(calls.length);
    this.frameTaken = new Int32Array(calls.length);
    this.arrive();
  }

  /** Memory held by configurations tried, in words of four bytes. */
  get words(): number {
    return this.tried.words;
  }

  /** Searches on until there is an answer or `steps` has reached `limit`. */
  advance(limit: number): Progress {
    while (this.progress === "searching" && this.steps < limit) {
      if (this.takeNext()) this.arrive();
      else this.turnBack();
    }
    return this.progress;
  }

  /** The order found, as indices in the part. */
  order(): number[] {
    const { indices } = this.candidates;
    return Array.from(this.taken.subarray(0, this.takenCount), (taken) => indices[taken]!);
  }

  /** Takes the next write that may go; false when there is none left to try here. */
  private takeNext(): boolean {
    const { owed } = this.candidates;
    while (this.last < owed) {
      this.last = this.nextOwed();
      if (this.last < owed && this.takeIfLegal(this.last)) return true;
    }
    return this.takeUnfinished();
  }

  private takeUnfinished(): boolean {
    const { owed, invoked } = this.candidates;
    const worthTrying = this.unfinishedHere();
    if (this.last - owed === worthTrying.length) return false;
    const deadline = this.deadline();
    while (this.last - owed < worthTrying.length) {
      const candidate = worthTrying[this.last - owed]!;
      this.last += 1;
      this.steps += 1;
      if (invoked[candidate]! > deadline || !this.isUseful(candidate)) continue;
      if (this.takeIfLegal(candidate)) return true;
    }
    return false;
  }

  /** Unfinished candidates that have an effect here, or make what one that may go next waits for. */
  private unfinishedHere(): readonly number[] {
    const { timeline, candidates, outlook } = this;
    const { tied, making, free, vague } = candidates.unfinished;
    const here = tied.get(this.state) ?? nothing;
    if (free.length === 0) return here;
    if (!outlook.isIndifferent) return here.concat(free);
    const found = here.concat(vague);
    let node = timeline.after(timeline.end);
    for (; !isReturn(node); node = timeline.after(node)) {
      for (const state of candidates.traces[operationAt(node)]!.watches!) {
        const makers = making.get(state);
        if (makers !== undefined) found.push(...makers);
      }
    }
    return found;
  }

  /** Of the writes owed that may go next, the one whose place follows that of the last tried. */
  private nextOwed(): number {
    const { timeline } = this;
    const { traces, places, owed } = this.candidates;
    const after = this.last === none ? none : places[this.last]!;
    let next = owed;
    let node = timeline.after(timeline.end);
    for (; node < timeline.end && !isReturn(node); node = timeline.after(node)) {
      const candidate = operationAt(node);
      if (traces[candidate]!.isReadOnly || places[candidate]! <= after) continue;
      if (next === owed || places[candidate]! < places[next]!) next = candidate;
    }
    return next;
  }

  /** Not taken, with no twin left that was invoked before it, and with somebody to see it. */
  private isUseful(candidate: number): boolean {
    if (this.isTaken[candidate] === 1) return false;
    const twin = this.candidates.twins[candidate]!;
    if (twin !== noTwin && this.isTaken[twin] === 0) return false;
    return this.outlook.isOfUse(candidate);
  }

  private takeIfLegal(candidate: number): boolean {
    const next = this.stepOf(candidate);
    if (next === noState) return false;
    if (next !== this.state && this.isDead(candidate, next)) return false;
    if (this.hidesTheLast(candidate, next)) return false;
    this.frameCandidate[this.depth] = candidate;
    this.frameLast[this.depth] = this.last;
    this.frameState[this.depth] = this.state;
    this.frameTaken[this.depth] = this.takenCount;
    this.depth += 1;
    this.take(candidate);
    this.state = next;
    return true;
  }

  private isDead(candidate: number, next: number): boolean {
    const rises = this.states.rises(this.state, next);
    return this.outlook.isMissed(this.state, candidate, rises);
  }

  /** The state that the candidate would leave, or `noState` when it cannot go, or need not. */
  private stepOf(candidate: number): number {
    this.steps += 1;
    const next = this.states.step(this.state, this.candidates.calls[candidate]!);
    const isIdle = next === this.state && this.candidates.unanswered[candidate] === 1;
    return isIdle ? noState : next;
  }

  /** Whether the last one taken is unfinished, was seen by nobody, and would leave no trace. */
  private hidesTheLast(candidate: number, next: number): boolean {
    const frame = this.depth - 1;
    if (frame < 0 || this.frameCandidate[frame]! < this.candidates.owed) return false;
    if (this.takenCount > this.frameTaken[frame]! + 1) return false;
    this.steps += 1;
    return this.states.step(this.frameState[frame]!, this.candidates.calls[candidate]!) === next;
  }

  /** Takes all that never hurts; turns back from where nothing is to be gained. */
  private arrive(): void {
    const { timeline } = this;
    let isHopeless = false;
    let node = timeline.after(timeline.end);
    for (; node < timeline.end && !isReturn(node); node = timeline.after(node)) {
      const candidate = operationAt(node);
      if (!this.takeIfHarmless(candidate) && this.isTooLate(candidate)) isHopeless = true;
    }
    this.last = none;
    if (node === timeline.end) this.progress = "found";
    else if (isHopeless || !this.isNew()) this.turnBack();
  }

  /** Takes a legal read, or a write that leads from a state that no longer matters to another. */
  private takeIfHarmless(candidate: number): boolean {
    const { outlook, candidates } = this;
    const isRead = candidates.traces[candidate]!.isReadOnly;
    if (!isRead && !(outlook.isIndifferent && outlook.isForgotten(this.state))) return false;
    const next = this.stepOf(candidate);
    if (next === noState || (!isRead && !outlook.isForgotten(next))) return false;
    this.take(candidate);
    this.state = next;
    return true;
  }

  /** Whether the candidate needs a state that will not come again. */
  private isTooLate(candidate: number): boolean {
    const { outlook, states, state } = this;
    const need = outlook.needOf(candidate);
    return need >= 0 && need !== state && outlook.isGone(need, states.rises(need, state));
  }

  /** Undoes the last write tried and all taken after it. */
  private turnBack(): void {
    if (this.depth === 0) {
      this.progress = this.outlook.isPartial ? "missed" : "exhausted";
      return;
    }
    this.depth -= 1;
    const count = this.frameTaken[this.depth]!;
    while (this.takenCount > count) this.giveUp();
    this.state = this.frameState[this.depth]!;
    this.last = this.frameLast[this.depth]!;
  }

  private take(candidate: number): void {
    this.taken[this.takenCount] = candidate;
    this.takenCount += 1;
    this.isTaken[candidate] = 1;
    this.outlook.take(candidate);
    if (candidate >= this.candidates.owed) return;
    this.timeline.lift(candidate);
    this.finished.add(candidate);
    this.hash ^= zobrist(candidate);
  }

  private giveUp(): void {
    this.takenCount -= 1;
    const candidate = this.taken[this.takenCount]!;
    this.isTaken[candidate] = 0;
    this.outlook.giveUp(candidate);
    if (candidate >= this.candidates.owed) return;
    this.timeline.restore(candidate);
    this.finished.remove(candidate);
    this.hash ^= zobrist(candidate);
  }

  /**
   * Remembers the configuration, unless it was tried before, with the same unfinished calls or with
   * none: those not taken can still be. States that no longer matter count as one, and unfinished
   * calls that no longer matter do not count.
   */
  private isNew(): boolean {
    const used = this.usedHere();
    this.used[this.depth] = used;
    const size = this.finished.span + used.length + 1;
    if (size > this.record.length) this.record = new Int32Array(size * 2);
    const state = this.outlook.isForgotten(this.state) ? none : this.state;
    this.record[0] = state;
    let length = this.finished.copyInto(this.record, 1);
    let hash = this.hash ^ zobrist(~state);
    if (used.length > 0 && this.tried.has(this.record, length, hash)) return false;
    for (const candidate of used) {
      hash ^= zobrist(candidate);
      this.record[length] = candidate;
      length += 1;
    }
    return this.tried.add(this.record, length, hash);
  }

  /** What no longer matters in a frame does not in those that come after it. */
  private usedHere(): readonly number[] {
    if (this.depth === 0) return nothing;
    const before = this.used[this.depth - 1]!;
    const last = this.frameCandidate[this.depth - 1]!;
    const all = last < this.candidates.owed ? before : [...before, last].sort(ascending);
    this.steps += all.length;
    const isOfUse = (candidate: number) => this.outlook.isOfUse(candidate);
    return all.every(isOfUse) ? all : all.filter(isOfUse);
  }

  /** When the next candidate owed must have been taken: the time of the first return left. */
  private deadline(): number {
    return this.candidates.returned[operationAt(this.timeline.barrier())]!;
  }
}

const ascending = (one: number, two: number): number => one - two;
