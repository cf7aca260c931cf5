import type { Digraph } from "./dependency-graph.ts";
import { beginning, type EventPlan } from "./event-plan.ts";

/** How far an order has come: what each key holds, and who may come next. */
export class EventState {
  private readonly plan: EventPlan;
  private readonly graph: Digraph;
  /** By event: how many that must come before it are not done. */
  private readonly waiting: Int32Array;
  /** By key: the event that wrote it last, and those before it. */
  private readonly holders = new Map<number, number[]>();
  /** By key and writer: how many readers of that are not done. */
  private readonly readers = new Map<number, Map<number, number>>();
  private readonly reserved = new Set<number>();

  constructor(plan: EventPlan, graph: Digraph) {
    this.plan = plan;
    this.graph = graph;
    this.waiting = new Int32Array(graph.size);
    for (const to of graph.target) this.waiting[to]! += 1;
    for (const { reads } of plan.events) {
      for (const { key, from } of reads) this.countReaders(key, from, 1);
    }
  }

  /** Whether the event reads what is there, and takes away nothing that others must read. */
  isPossible(event: number): boolean {
    if (this.waiting[event] !== 0) return false;
    const planned = this.plan.events[event];
    if (planned === undefined) return true;
    const { reads, writes, reserves } = planned;
    if (reads.some(({ key, from }) => this.holderOf(key) !== from)) return false;
    if (reserves.some((key) => this.reserved.has(key))) return false;
    return writes.every((key) => {
      const left = this.readers.get(key)?.get(this.holderOf(key)) ?? 0;
      return left === (reads.some((read) => read.key === key) ? 1 : 0);
    });
  }

  /** Whether it changes nothing that others could miss. */
  isFree(event: number): boolean {
    const planned = this.plan.events[event];
    return planned === undefined || planned.writes.length + planned.reserves.length === 0;
  }

  take(event: number): void {
    this.release(event, -1);
    const planned = this.plan.events[event];
    if (planned === undefined) return;
    for (const { key, from } of planned.reads) this.countReaders(key, from, -1);
    for (const key of planned.reserves) this.reserved.add(key);
    for (const key of planned.writes) {
      push(this.holders, key, event);
      this.reserved.delete(key);
    }
  }

  /** Undoes the last `take` not undone. */
  putBack(event: number): void {
    this.release(event, 1);
    const planned = this.plan.events[event];
    if (planned === undefined) return;
    for (const { key, from } of planned.reads) this.countReaders(key, from, 1);
    for (const key of planned.reserves) this.reserved.delete(key);
    for (const key of planned.writes) this.holders.get(key)!.pop();
    if (this.plan.isSnapshot) for (const key of planned.writes) this.reserved.add(key);
  }

  private release(event: number, change: number): void {
    const { start, target } = this.graph;
    for (let edge = start[event]!; edge < start[event + 1]!; edge += 1) {
      this.waiting[target[edge]!]! += change;
    }
  }

  private holderOf(key: number): number {
    return this.holders.get(key)?.at(-1) ?? beginning;
  }

  private countReaders(key: number, from: number, change: number): void {
    let readers = this.readers.get(key);
    if (readers === undefined) {
      readers = new Map();
      this.readers.set(key, readers);
    }
    readers.set(from, (readers.get(from) ?? 0) + change);
  }
}

function push(lists: Map<number, number[]>, key: number, event: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [event]);
  else list.push(event);
}
