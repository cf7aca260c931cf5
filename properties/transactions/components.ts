import { type Digraph, through } from "./dependency-graph.ts";

/** The strongly connected components of a graph. */
export interface Components {
  /** By node. No edge leads to a component of a higher number. */
  readonly of: Int32Array;
  readonly count: number;
}

/** Tarjan's algorithm (1972) without recursion, on the edges that `mask` lets through and relays. */
export function componentsOf(graph: Digraph, mask: number): Components {
  const { size, start, target, kind } = graph;
  const allowed = mask | through;
  const of = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const edges = start.slice(0, size);
  const path = new Int32Array(size);
  const open = new Int32Array(size);
  let [depth, opened, met, count] = [0, 0, 0, 0];
  for (let root = 0; root < size; root += 1) {
    if (low[root] !== 0) continue;
    path[depth++] = root;
    while (depth > 0) {
      const node = path[depth - 1]!;
      if (edges[node] === start[node] && low[node] === 0) {
        low[node] = ++met;
        open[opened++] = node;
        // The number at which a node was met is kept in `of` until its component is known.
        of[node] = -1 - met;
      }
      let isDeeper = false;
      while (edges[node]! < start[node + 1]!) {
        const edge = edges[node]!++;
        if ((kind[edge]! & allowed) === 0) continue;
        const next = target[edge]!;
        if (low[next] === 0) {
          path[depth++] = next;
          isDeeper = true;
          // Come back to this edge, so as to take over the other's lowest.
          edges[node]! -= 1;
          break;
        }
        if (of[next]! < 0 && low[next]! < low[node]!) low[node] = low[next]!;
      }
      if (isDeeper) continue;
      depth -= 1;
      if (low[node] !== -1 - of[node]!) continue;
      for (let member = -1; member !== node; ) {
        member = open[--opened]!;
        of[member] = count;
      }
      count += 1;
    }
  }
  return { of, count };
}

/** Components of more than one node, each with its nodes rising, by their first node. */
export function cyclicComponents({ of, count }: Components): Int32Array[] {
  if (count === of.length) return [];
  const sizes = new Int32Array(count);
  for (const component of of) sizes[component]! += 1;
  const members = new Map<number, number[]>();
  of.forEach((component, node) => {
    if (sizes[component]! < 2) return;
    const list = members.get(component);
    if (list === undefined) members.set(component, [node]);
    else list.push(node);
  });
  return [...members.values()].map((list) => Int32Array.from(list));
}
