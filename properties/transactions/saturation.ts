import type { Allowance } from "../linearizability/budget.ts";
import { Closure } from "./closure.ts";
import { componentsOf } from "./components.ts";
import { type Digraph, data, process, realtime, rw, ww } from "./dependency-graph.ts";
import { beginning, type EventPlan } from "./event-plan.ts";

const all = data | process | realtime;

/** The order of a plan with all that could be concluded. */
export interface Saturated {
  readonly graph: Digraph;
  /** Events and relays, each after all that must come before it; undefined: there is a cycle. */
  readonly order: Int32Array | undefined;
}

/**
 * Draws conclusions until there are no more or the allowance ends: of two that wrote a key, the one
 * that comes before a reader of the other's value comes before the other; the one that comes after
 * the other comes after its readers (Biswas and Enea 2019; Papadimitriou 1979). Few histories that
 * are wrong survive this, and every cycle found shows that a history is wrong.
 */
export function saturate(plan: EventPlan, allowance: Allowance): Saturated {
  const writers = writersOf(plan);
  for (;;) {
    const graph = plan.graph.digraph();
    const components = componentsOf(graph, all);
    if (components.count < graph.size) return { graph, order: undefined };
    const order = new Int32Array(graph.size);
    components.of.forEach((component, node) => {
      order[graph.size - 1 - component] = node;
    });
    const words = Closure.wordsOf(graph.size);
    const steps = words + graph.kind.length * ((graph.size + 31) >>> 5);
    if (steps > allowance.steps || words > allowance.words) return { graph, order };
    allowance.steps -= steps;
    const closure = new Closure(graph, components);
    const isMore = conclude(plan, writers, closure, allowance);
    if (!isMore) return { graph, order };
  }
}

/** By key: the events that write it. */
function writersOf({ events }: EventPlan): ReadonlyMap<number, readonly number[]> {
  const writers = new Map<number, number[]>();
  events.forEach(({ writes }, event) => {
    for (const key of writes) {
      const list = writers.get(key);
      if (list === undefined) writers.set(key, [event]);
      else list.push(event);
    }
  });
  return writers;
}

/** One round; returns whether it added anything. */
function conclude(
  { events, graph }: EventPlan,
  writers: ReadonlyMap<number, readonly number[]>,
  closure: Closure,
  allowance: Allowance,
): boolean {
  let isMore = false;
  const add = (from: number, to: number, kind: number, key: number, at: number): void => {
    if (closure.has(from, to)) return;
    graph.add(from, to, kind, key, at);
    isMore = true;
  };
  events.forEach(({ reads, transaction, reserves }, event) => {
    for (const { key, from } of reads) {
      const others = writers.get(key) ?? [];
      allowance.steps -= others.length;
      for (const other of others) {
        if (other === from || other === event) continue;
        if (from === beginning || closure.has(from, other)) add(event, other, rw, key, transaction);
        else if (closure.has(other, event)) add(other, from, ww, key, transaction);
      }
    }
    for (const key of reserves) {
      for (const other of writers.get(key) ?? []) {
        if (other === event + 1) continue;
        allowance.steps -= 1;
        if (closure.has(event, other)) add(event + 1, other - 1, ww, key, transaction);
      }
    }
  });
  return isMore;
}
