import type { Allowance } from "../linearizability/budget.ts";
import { componentsOf } from "./components.ts";
import { type Digraph, through } from "./dependency-graph.ts";

/** A closed walk of edges of a graph, in order. */
export type Walk = readonly number[];

/**
 * A closed walk that is shortest among those of one edge of the kind `seed` and, all the way back,
 * edges that `back` lets through, counted without relays. When the allowance ends it is the
 * shortest found by then. Where `back` lets `seed` through and there is one, one is found with any
 * allowance: every such edge within a component has a way back.
 */
export function shortestCycle(
  graph: Digraph,
  seed: number,
  back: number,
  allowance: Allowance,
): Walk | undefined {
  const search = new PathSearch(graph, back);
  const { of } = componentsOf(graph, back | seed);
  const isCertain = (back & seed) !== 0;
  let best: Walk | undefined;
  let limit = Number.POSITIVE_INFINITY;
  for (let edge = 0; edge < graph.kind.length && limit > 1; edge += 1) {
    const [from, to] = [graph.source[edge]!, graph.target[edge]!];
    if ((graph.kind[edge]! & seed) === 0 || of[from] !== of[to]) continue;
    const mustEnd = best === undefined && isCertain;
    if (allowance.steps <= 0 && !mustEnd) break;
    const path = search.path(to, from, limit - 1, mustEnd ? unlimited() : allowance);
    if (path === undefined) continue;
    best = [edge, ...path.edges];
    limit = path.length;
  }
  return best;
}

const unlimited = (): Allowance => ({
  steps: Number.POSITIVE_INFINITY,
  words: Number.POSITIVE_INFINITY,
});

interface Path {
  readonly edges: readonly number[];
  /** Edges that are not through relays. */
  readonly length: number;
}

/** Breadth-first search in which relays cost nothing. */
class PathSearch {
  private readonly graph: Digraph;
  private readonly mask: number;
  private allowance: Allowance = { steps: 0, words: 0 };
  /** By node: the component it is in; no path leads to one of a higher number. */
  private readonly component: Int32Array;
  /** By node: the last search that met it, at what cost, and by which edge. */
  private readonly met: Int32Array;
  private readonly cost: Int32Array;
  private readonly came: Int32Array;
  private round = 0;

  constructor(graph: Digraph, mask: number) {
    this.graph = graph;
    this.mask = mask | through;
    this.component = componentsOf(graph, mask).of;
    this.met = new Int32Array(graph.size);
    this.cost = new Int32Array(graph.size);
    this.came = new Int32Array(graph.size);
  }

  /** A shortest path of at most `limit` steps that are not through relays. */
  path(from: number, to: number, limit: number, allowance: Allowance): Path | undefined {
    if (this.component[from]! < this.component[to]!) return undefined;
    this.allowance = allowance;
    this.round += 1;
    this.met[from] = this.round;
    this.cost[from] = 0;
    let level = [from];
    for (let length = 0; level.length > 0 && length <= limit; length += 1) {
      const next: number[] = [];
      for (const node of level) {
        if (node === to) return { edges: this.edgesTo(from, to), length };
        if (this.cost[node] === length) this.visit(node, this.component[to]!, level, next);
      }
      if (this.allowance.steps <= 0) return undefined;
      level = next;
    }
    return undefined;
  }

  /** Notes the neighbours that are cheaper to reach by this node than before. */
  private visit(node: number, least: number, level: number[], next: number[]): void {
    const { start, target, kind } = this.graph;
    this.allowance.steps -= start[node + 1]! - start[node]! + 1;
    for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) {
      const other = target[edge]!;
      if ((kind[edge]! & this.mask) === 0 || this.component[other]! < least) continue;
      const isFree = kind[edge] === through;
      const cost = this.cost[node]! + (isFree ? 0 : 1);
      if (this.met[other] === this.round && this.cost[other]! <= cost) continue;
      this.met[other] = this.round;
      this.cost[other] = cost;
      this.came[other] = edge;
      (isFree ? level : next).push(other);
    }
  }

  private edgesTo(from: number, to: number): number[] {
    const edges: number[] = [];
    for (let node = to; node !== from; node = this.graph.source[this.came[node]!]!) {
      edges.push(this.came[node]!);
    }
    return edges.reverse();
  }
}
