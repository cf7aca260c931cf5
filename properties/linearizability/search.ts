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
 */

import { BitWindow } from "./bit-window.ts";
import { type Candidates, candidatesOf, noTwin } from "./candidates.ts";
import { LongestOrder } from "./longest-order.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { RecordSet } from "./record-set.ts";
import { noState, StateTable } from "./state-table.ts";
import { isReturn, operationAt, Timeline } from "./timeline.ts";
import { zobrist } from "./zobrist.ts";

export type Progress = "searching" | "found" | "exhausted";

export class Search<Call> {
  /** Candidates looked at so far: the measure of work, the same on every machine. */
  steps = 0;
  progress: Progress = "searching";

  private readonly candidates: Candidates<Call>;
  private readonly states: StateTable<unknown, Call>;
  private readonly timeline: Timeline;
  private readonly tried = new RecordSet();
  private record = new Int32Array(64);

  /** Candidates taken, in order; as two sets; and the hash of both. */
  private readonly taken: Int32Array;
  private takenCount = 0;
  private readonly finished: BitWindow;
  private readonly unfinished: BitWindow;
  private hash = 0;
  private state = 0;
  private readonly longest: LongestOrder;

  /** A frame for each write taken: which, the state before it, and how many were taken before. */
  private readonly frameCandidate: Int32Array;
  private readonly frameState: Int32Array;
  private readonly frameTaken: Int32Array;
  private depth = 0;
  /** Where to look for the next write: a node of the timeline, or past its end; see `cursorOf`. */
  private cursor = 0;

  constructor(part: Part<Call>, model: Model<unknown, Call>) {
    this.candidates = candidatesOf(part, model);
    this.states = new StateTable(model);
    const { owed, calls, invoked, returned } = this.candidates;
    this.timeline = new Timeline(invoked.subarray(0, owed), returned.subarray(0, owed));
    this.finished = new BitWindow(owed);
    this.unfinished = new BitWindow(calls.length - owed);
    this.taken = new Int32Array(calls.length);
    this.longest = new LongestOrder(this.taken);
    this.frameCandidate = new Int32Array(calls.length);
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

  /** Indices in the part: the order found, or the longest one tried. */
  order(): number[] {
    const { indices } = this.candidates;
    const order = this.progress === "found" ? this.taken : this.longest.order();
    const length = this.progress === "found" ? this.takenCount : order.length;
    return Array.from(order.subarray(0, length), (candidate) => indices[candidate]!);
  }

  /** Takes the next write that may go; false when there is none left to try here. */
  private takeNext(): boolean {
    const { timeline, candidates } = this;
    const { end } = timeline;
    let node = this.cursor;
    for (; node < end && !isReturn(node); node = timeline.after(node)) {
      const candidate = operationAt(node);
      if (candidates.readOnly[candidate] === 0 && this.takeIfLegal(candidate)) return true;
    }
    const deadline = this.deadline();
    let candidate = node <= end ? candidates.owed : candidateAt(node, candidates.owed);
    for (; candidate < candidates.calls.length; candidate += 1) {
      if (candidates.invoked[candidate]! > deadline) break;
      if (this.isUseful(candidate) && this.takeIfLegal(candidate)) return true;
    }
    return false;
  }

  /** Not taken, and no twin invoked before it is left. */
  private isUseful(candidate: number): boolean {
    const { owed, twins } = this.candidates;
    if (this.unfinished.has(candidate - owed)) return false;
    const twin = twins[candidate]!;
    return twin === noTwin || this.unfinished.has(twin - owed);
  }

  private takeIfLegal(candidate: number): boolean {
    this.steps += 1;
    const next = this.states.step(this.state, this.candidates.calls[candidate]!);
    if (next === noState) return false;
    if (candidate >= this.candidates.owed && next === this.state) return false;
    if (this.hidesTheLast(candidate, next)) return false;
    this.frameCandidate[this.depth] = candidate;
    this.frameState[this.depth] = this.state;
    this.frameTaken[this.depth] = this.takenCount;
    this.depth += 1;
    this.take(candidate);
    this.state = next;
    return true;
  }

  /** Whether the last one taken is unfinished, was seen by nobody, and would leave no trace. */
  private hidesTheLast(candidate: number, next: number): boolean {
    const frame = this.depth - 1;
    if (frame < 0 || this.frameCandidate[frame]! < this.candidates.owed) return false;
    if (this.takenCount > this.frameTaken[frame]! + 1) return false;
    this.steps += 1;
    return this.states.step(this.frameState[frame]!, this.candidates.calls[candidate]!) === next;
  }

  /** Takes all reads that are legal now; then turns back if this configuration was tried before. */
  private arrive(): void {
    const { timeline, candidates } = this;
    let node = timeline.after(timeline.end);
    for (; node < timeline.end && !isReturn(node); node = timeline.after(node)) {
      const candidate = operationAt(node);
      if (candidates.readOnly[candidate] === 0) continue;
      this.steps += 1;
      const next = this.states.step(this.state, candidates.calls[candidate]!);
      if (next === this.state) this.take(candidate);
    }
    if (node === timeline.end) {
      this.progress = "found";
      return;
    }
    this.longest.reached(this.takenCount, candidates.returned[operationAt(node)]!);
    this.cursor = timeline.after(timeline.end);
    if (!this.isNew()) this.turnBack();
  }

  /** Undoes the last write and the reads after it, and moves on to the next candidate. */
  private turnBack(): void {
    if (this.depth === 0) {
      this.progress = "exhausted";
      return;
    }
    this.depth -= 1;
    const candidate = this.frameCandidate[this.depth]!;
    const count = this.frameTaken[this.depth]!;
    this.longest.turnBack(count);
    while (this.takenCount > count) this.giveUp();
    this.state = this.frameState[this.depth]!;
    const { owed } = this.candidates;
    this.cursor = candidate < owed ? this.timeline.after(2 * candidate) : cursorOf(candidate + 1, owed);
  }

  private take(candidate: number): void {
    const { owed } = this.candidates;
    this.taken[this.takenCount] = candidate;
    this.takenCount += 1;
    this.hash ^= zobrist(candidate);
    if (candidate < owed) {
      this.timeline.lift(candidate);
      this.finished.add(candidate);
    } else {
      this.unfinished.add(candidate - owed);
    }
  }

  private giveUp(): void {
    const { owed } = this.candidates;
    this.takenCount -= 1;
    const candidate = this.taken[this.takenCount]!;
    this.hash ^= zobrist(candidate);
    if (candidate < owed) {
      this.timeline.restore(candidate);
      this.finished.remove(candidate);
    } else {
      this.unfinished.remove(candidate - owed);
    }
  }

  private isNew(): boolean {
    const { finished, unfinished } = this;
    const size = finished.span + unfinished.span + 1;
    if (size > this.record.length) this.record = new Int32Array(size * 2);
    this.record[0] = this.state;
    const length = unfinished.copyInto(this.record, finished.copyInto(this.record, 1));
    return this.tried.add(this.record, length, this.hash ^ zobrist(~this.state));
  }

  /** When the next owed candidate must have been taken: the time of the first return left. */
  private deadline(): number {
    return this.candidates.returned[operationAt(this.timeline.barrier())]!;
  }
}

/** Past the end of the timeline, nodes stand for unfinished candidates. */
const cursorOf = (candidate: number, owed: number): number => owed + candidate + 1;
const candidateAt = (cursor: number, owed: number): number => cursor - owed - 1;
