import type { CycleHunt } from "./cycles.ts";
import { type Digraph, process, wr } from "./dependency-graph.ts";
import type { Footprints } from "./footprints.ts";
import { missedOf } from "./fractured-reads.ts";
import type { Missed } from "./visibility.ts";
import { stepOf } from "./words.ts";

/** The first reader of a part that missed a version of its causal past, as far as the steps go. */
export function causalViolationOf(
  part: Digraph,
  footprints: Footprints,
  hunt: CycleHunt,
): Missed | undefined {
  const past = new CausalPast(part, hunt);
  for (let reader = 0; reader < part.size; reader += 1) {
    if (hunt.allowance.steps <= 0) return undefined;
    if (!footprints.reads.has(part.origin[reader]!)) continue;
    const missed = past.missedBy(reader, footprints);
    if (missed !== undefined) return missed;
  }
  return undefined;
}

/** Walks a part backwards along what was read, and along processes where they count. */
class CausalPast {
  private readonly part: Digraph;
  private readonly hunt: CycleHunt;
  /** By node: the edges that lead to it. */
  private readonly incoming: readonly (readonly number[])[];
  private readonly seen: Int32Array;
  /** By node: the edge by which a walk left it towards the reader. */
  private readonly left: Int32Array;

  constructor(part: Digraph, hunt: CycleHunt) {
    this.part = part;
    this.hunt = hunt;
    this.seen = new Int32Array(part.size);
    this.left = new Int32Array(part.size);
    const allowed = hunt.sessions ? wr | process : wr;
    const incoming = Array.from({ length: part.size }, (): number[] => []);
    part.kind.forEach((kind, edge) => {
      if ((kind & allowed) !== 0) incoming[part.target[edge]!]!.push(edge);
    });
    this.incoming = incoming;
  }

  missedBy(reader: number, footprints: Footprints): Missed | undefined {
    const { source, origin } = this.part;
    const round = reader + 1;
    const queue = [reader];
    this.seen[reader] = round;
    for (const node of queue) {
      this.hunt.allowance.steps -= this.incoming[node]!.length + 1;
      for (const edge of this.incoming[node]!) {
        const before = source[edge]!;
        if (this.seen[before] === round) continue;
        this.seen[before] = round;
        this.left[before] = edge;
        const writes = footprints.writes.get(origin[before]!);
        const missed = missedOf(origin[reader]!, writes, footprints);
        if (missed !== undefined) return this.told(before, reader, missed);
        queue.push(before);
      }
    }
    return undefined;
  }

  private told(writer: number, reader: number, missed: Pick<Missed, "key" | "position">): Missed {
    const { target, origin } = this.part;
    const path: number[] = [];
    for (let node = writer; node !== reader; node = target[this.left[node]!]!) {
      path.push(this.left[node]!);
    }
    return {
      ...missed,
      reader: origin[reader]!,
      writer: origin[writer]!,
      path: path.map((edge) => stepOf(this.part, edge, origin[target[edge]!]!, this.hunt)),
    };
  }
}
