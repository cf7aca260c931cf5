/**
 * Which transaction comes before which, and why: a directed graph in typed arrays.
 *
 * Besides transactions it has relay nodes. "All of these before all of those" is a step from each
 * of these to a relay and `through` it to each of those: a sum of steps, where pairs would be their
 * product. A path to a relay and through it is one step of the kind that leads to the relay.
 */

/** Bits, so that a mask can say which kinds to follow. */
export const ww = 1;
export const wr = 2;
export const rw = 4;
export const process = 8;
export const realtime = 16;
export const through = 32;
export const data = ww | wr | rw;

/** Edges sorted by where they begin; those of `node` are `start[node]` to before `start[node + 1]`. */
export interface Digraph {
  readonly size: number;
  readonly start: Int32Array;
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly kind: Uint8Array;
  /** Number of the key that an edge is about; -1 for none. */
  readonly key: Int32Array;
  /** Place of the write that an edge is about among the versions of its key; -1 for none. */
  readonly at: Int32Array;
  /** Number of each node in the graph that this one was cut out of. */
  readonly origin: Int32Array;
}

/** Collects edges; nodes 0 to `transactions` - 1 are transactions. */
export class Dependencies {
  private nodes: number;
  private length = 0;
  private columns: Int32Array;

  constructor(transactions: number) {
    this.nodes = transactions;
    // Some eight edges a transaction are common; more make it grow.
    this.columns = new Int32Array(5 * (8 * transactions + 64));
  }

  /** A new relay node. */
  relay(): number {
    this.nodes += 1;
    return this.nodes - 1;
  }

  add(from: number, to: number, kind: number, key: number, at: number): void {
    if (5 * this.length === this.columns.length) this.grow();
    const { columns } = this;
    const place = 5 * this.length;
    columns[place] = from;
    columns[place + 1] = to;
    columns[place + 2] = kind;
    columns[place + 3] = key;
    columns[place + 4] = at;
    this.length += 1;
  }

  private grow(): void {
    const wider = new Int32Array(2 * this.columns.length);
    wider.set(this.columns);
    this.columns = wider;
  }

  /** The edges so far, those of a node in the order of adding. */
  digraph(): Digraph {
    const { nodes, length, columns } = this;
    const graph = emptyDigraph(numbersTo(nodes), length);
    const { start } = graph;
    for (let edge = 0; edge < length; edge += 1) start[columns[5 * edge]! + 1]! += 1;
    for (let node = 0; node < nodes; node += 1) start[node + 1]! += start[node]!;
    const next = start.slice(0, nodes);
    for (let place = 0; place < 5 * length; place += 5) {
      const edge = next[columns[place]!]!++;
      graph.source[edge] = columns[place]!;
      graph.target[edge] = columns[place + 1]!;
      graph.kind[edge] = columns[place + 2]!;
      graph.key[edge] = columns[place + 3]!;
      graph.at[edge] = columns[place + 4]!;
    }
    return graph;
  }
}

function numbersTo(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let number = 0; number < count; number += 1) numbers[number] = number;
  return numbers;
}

function emptyDigraph(origin: Int32Array, edges: number): Digraph {
  return {
    size: origin.length,
    start: new Int32Array(origin.length + 1),
    source: new Int32Array(edges),
    target: new Int32Array(edges),
    kind: new Uint8Array(edges),
    key: new Int32Array(edges),
    at: new Int32Array(edges),
    origin,
  };
}

/** The nodes given and the edges among them that `mask` lets through, relays always. */
export function cutOut(
  graph: Digraph,
  nodes: Int32Array,
  mask: number,
  places: Int32Array,
): Digraph {
  const dependencies = new Dependencies(nodes.length);
  nodes.forEach((node, place) => {
    places[node] = place + 1;
  });
  for (const node of nodes) {
    for (let edge = graph.start[node]!; edge < graph.start[node + 1]!; edge += 1) {
      const to = places[graph.target[edge]!]! - 1;
      const kind = graph.kind[edge]!;
      if (to < 0 || (kind & (mask | through)) === 0) continue;
      dependencies.add(places[node]! - 1, to, kind, graph.key[edge]!, graph.at[edge]!);
    }
  }
  for (const node of nodes) places[node] = 0;
  return { ...dependencies.digraph(), origin: nodes.map((node) => graph.origin[node]!) };
}

/**
 * The graph of walks on which no two rw steps follow one another: node 2 n is n reached by another
 * step, 2 n + 1 is n reached by rw. Its cycles are the closed walks that snapshot isolation forbids
 * (Cerone and Gotsman, J. ACM 2018, theorem 10).
 */
export function withoutNeighbouringRw(graph: Digraph): Digraph {
  const walks = new Dependencies(2 * graph.size);
  graph.source.forEach((from, edge) => {
    const kind = graph.kind[edge]!;
    const to = 2 * graph.target[edge]!;
    const [key, at] = [graph.key[edge]!, graph.at[edge]!];
    if (kind === rw) walks.add(2 * from, to + 1, kind, key, at);
    else {
      walks.add(2 * from, to, kind, key, at);
      walks.add(2 * from + 1, kind === through ? to + 1 : to, kind, key, at);
    }
  });
  const origin = numbersTo(2 * graph.size).map((node) => graph.origin[node >> 1]!);
  return { ...walks.digraph(), origin };
}
