import type { Components } from "./components.ts";
import type { Digraph } from "./dependency-graph.ts";

/** Which nodes of a graph without cycles can be reached from which: a row of bits for each node. */
export class Closure {
  private readonly width: number;
  private readonly rows: Int32Array;

  /** `components`: of the graph, one for each node. */
  constructor({ size, start, target }: Digraph, { of }: Components) {
    const width = (size + 31) >>> 5;
    const rows = new Int32Array(size * width);
    const order = new Int32Array(size);
    of.forEach((component, node) => {
      order[component] = node;
    });
    for (const node of order) {
      for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) {
        const next = target[edge]!;
        for (let word = 0; word < width; word += 1) {
          rows[node * width + word]! |= rows[next * width + word]!;
        }
        rows[node * width + (next >>> 5)]! |= 1 << (next & 31);
      }
    }
    this.width = width;
    this.rows = rows;
  }

  /** Words of memory that the rows take. */
  static wordsOf(size: number): number {
    return size * ((size + 31) >>> 5);
  }

  has(from: number, to: number): boolean {
    return ((this.rows[from * this.width + (to >>> 5)]! >>> (to & 31)) & 1) === 1;
  }
}
