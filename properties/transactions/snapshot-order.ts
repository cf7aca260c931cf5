import type { Allowance } from "../linearizability/budget.ts";
import type { Verdict } from "../property.ts";
import { Closure } from "./closure.ts";
import { type Components, componentsOf } from "./components.ts";
import { Dependencies, type Digraph, data, process, ww } from "./dependency-graph.ts";

type Pair = readonly [earlier: number, later: number];

/**
 * Whether writes whose order nobody saw can have had one under snapshot isolation, which, unlike
 * serializability, may forbid both orders of two. `walks`: the graph of walks without neighbouring
 * rw, free of cycles; `groups`: transactions that wrote the same key. First what is forced, then a
 * guess at the rest.
 */
export function snapshotVerdict(
  walks: Digraph,
  groups: readonly (readonly number[])[],
  allowance: Allowance,
): Verdict {
  const forced: Pair[] = [];
  for (;;) {
    const graph = withPairs(walks, forced);
    const components = componentsOf(graph, data | process);
    if (components.count < graph.size) return "broken";
    const words = Closure.wordsOf(graph.size);
    const pairs = groups.reduce((sum, { length }) => sum + length * length, 0);
    allowance.steps -= words + pairs + graph.kind.length * ((graph.size + 31) >>> 5);
    if (allowance.steps <= 0 || words > allowance.words) return guess(walks, groups, forced);
    const closure = new Closure(graph, components);
    const more = groups.map((group) => forcedIn(group, closure));
    if (more.includes("contradiction")) return "broken";
    const fresh = more.flatMap((found) => (found === "contradiction" ? [] : found));
    if (fresh.length === 0) return guess(walks, groups, forced);
    forced.push(...fresh);
  }
}

/** The pairs of which one reaches the other, and which do not yet stand in that order. */
function forcedIn(group: readonly number[], closure: Closure): Pair[] | "contradiction" {
  const pairs: Pair[] = [];
  const reaches = (one: number, two: number): boolean =>
    closure.has(2 * one, 2 * two) || closure.has(2 * one, 2 * two + 1);
  for (const one of group) {
    for (const two of group) {
      if (one === two || !reaches(one, two)) continue;
      if (reaches(two, one)) return "contradiction";
      if (!closure.has(2 * one + 1, 2 * two) || !closure.has(2 * one, 2 * two)) {
        pairs.push([one, two]);
      }
    }
  }
  return pairs;
}

function guess(
  walks: Digraph,
  groups: readonly (readonly number[])[],
  forced: readonly Pair[],
): Verdict {
  const { of } = componentsOf(withPairs(walks, forced), data | process);
  for (const side of [0, 1]) {
    const chains = groups.flatMap((group): Pair[] => {
      // Components are numbered from the last to the first.
      const order = group.toSorted((one, two) => of[2 * two + side]! - of[2 * one + side]!);
      return order.slice(1).map((later, place) => [order[place]!, later]);
    });
    const graph = withPairs(walks, [...forced, ...chains]);
    if (isAcyclic(graph, componentsOf(graph, data | process))) return "holds";
  }
  return "unknown";
}

const isAcyclic = ({ size }: Digraph, { count }: Components): boolean => count === size;

/** The graph of walks with a ww step more from each first to its second. */
function withPairs(walks: Digraph, pairs: readonly Pair[]): Digraph {
  const graph = new Dependencies(walks.size);
  walks.source.forEach((source, edge) => {
    graph.add(source, walks.target[edge]!, walks.kind[edge]!, -1, -1);
  });
  for (const [earlier, later] of pairs) {
    graph.add(2 * earlier, 2 * later, ww, -1, -1);
    graph.add(2 * earlier + 1, 2 * later, ww, -1, -1);
  }
  return graph.digraph();
}
