import type { Allowance } from "../linearizability/budget.ts";
import type { Anomalies } from "./anomalies.ts";
import { addCausalWriters, hasRoomForClocks } from "./causal-clocks.ts";
import { componentsOf, cyclicComponents } from "./components.ts";
import { shortestCycle } from "./cycle-search.ts";
import { cutOut, Dependencies, type Digraph, data, process, wr, ww } from "./dependency-graph.ts";
import type { RegisterIndex } from "./register-index.ts";
import { addSeenWriters, type Precede } from "./seen-writers.ts";
import type { Anomaly, AnomalyName, CycleStep } from "./transaction-history.ts";
import { nameIn, stepOf } from "./words.ts";

export type CommitLevel = "read-committed" | "read-atomic" | "causal";

/** Looking for short cycles takes long where everything is wrong. */
const describedParts = 10;

const levels: readonly CommitLevel[] = ["read-committed", "read-atomic", "causal"];

/**
 * Adds a cycle for the weakest level that has one in the order of commits that it demands (Biswas
 * and Enea, OOPSLA 2019). Returns the levels left open for want of memory.
 */
export function addCommitCycles(
  index: RegisterIndex,
  anomalies: Anomalies,
): readonly CommitLevel[] {
  const hasRoom = hasRoomForClocks(index);
  // A cycle of a weaker level is one of the stronger levels too, so in good histories one look will do.
  if (hasRoom && cyclicPartsOf(commitOrder(index, "causal")).length === 0) return [];
  for (const level of hasRoom ? levels : levels.slice(0, 2)) {
    const order = commitOrder(index, level);
    const parts = cyclicPartsOf(order);
    for (const part of parts.slice(0, describedParts)) anomalies.add(cycleIn(part, level, index));
    if (parts.length > 0) return [];
  }
  return hasRoom ? [] : ["causal"];
}

/** Sessions, reading-from, and what a level adds. The initial values come before all. */
function commitOrder(index: RegisterIndex, level: CommitLevel): Digraph {
  const { transactions, sessions, reads } = index;
  const initial = transactions.length;
  const graph = new Dependencies(initial + 1);
  sessions.before.forEach((before, transaction) => {
    if (sessions.isIncluded[transaction] === 0) return;
    graph.add(before < 0 ? initial : before, transaction, process, -1, -1);
  });
  for (let reader = 0; reader < initial; reader += 1) {
    for (let row = reads.start[reader]!; row < reads.start[reader + 1]!; row += 1) {
      const from = reads.from[row]!;
      if (from !== initial) graph.add(from, reader, wr, reads.key[row]!, -1);
    }
  }
  const precede: Precede = (earlier, later, reader, key) =>
    graph.add(earlier, later, ww, key, reader);
  if (level !== "causal") addSeenWriters(index, level, precede);
  else {
    const base = graph.digraph();
    const { of, count } = componentsOf(base, data | process);
    if (count < base.size) return base;
    const order = new Int32Array(count);
    of.forEach((component, transaction) => {
      order[count - 1 - component] = transaction;
    });
    addCausalWriters(index, order, precede);
  }
  return graph.digraph();
}

function cyclicPartsOf(graph: Digraph): Digraph[] {
  const places = new Int32Array(graph.size);
  const all = data | process;
  return cyclicComponents(componentsOf(graph, all)).map((nodes) =>
    cutOut(graph, nodes, all, places),
  );
}

const names: Readonly<Record<CommitLevel, AnomalyName>> = {
  "read-committed": "non-monotonic-read",
  "read-atomic": "fractured-read",
  causal: "causality-violation",
};

const patience = (): Allowance => ({ steps: 10_000_000, words: Number.POSITIVE_INFINITY });

function cycleIn(part: Digraph, level: CommitLevel, index: RegisterIndex): Anomaly {
  const all = data | process;
  const plain = shortestCycle(part, wr, wr | process, patience());
  const walk = plain ?? shortestCycle(part, all, all, patience())!;
  const nameOf = nameOfIn(index);
  const cycle = walk.map((edge, place): CycleStep => {
    const to = part.origin[part.source[walk[(place + 1) % walk.length]!]!]!;
    return part.kind[edge] === ww
      ? inferredStep(part, edge, to, index)
      : stepTold(part, edge, to, index);
  });
  const name = plain === undefined ? names[level] : nameOfPlain(cycle);
  const rulesOut = plain === undefined ? level : "read-committed";
  return {
    name,
    called: undefined,
    rulesOut,
    transactions: cycle.map(({ from }) => from).filter((each) => each < index.transactions.length),
    cycle,
    proof: `${cycle.map(({ because }) => because).join("; ")}: so ${nameOf(cycle[0]!.from)} comes before itself.`,
  };
}

const nameOfPlain = (cycle: readonly CycleStep[]): AnomalyName =>
  cycle.some(({ kind }) => kind === "process") ? "G1c-process" : "G1c";

const nameOfIn =
  ({ transactions }: RegisterIndex) =>
  (transaction: number): string =>
    transaction === transactions.length ? "the initial state" : nameIn(transactions)(transaction);

/** `at` is the reader that saw `from` and read the key from `to`. */
function inferredStep(part: Digraph, edge: number, to: number, index: RegisterIndex): CycleStep {
  const nameOf = nameOfIn(index);
  const from = part.origin[part.source[edge]!]!;
  const key = index.keys[part.key[edge]!]!;
  const reader = nameOf(part.at[edge]!);
  const because = `${nameOf(from)} comes before ${nameOf(to)}, as ${reader} has seen ${nameOf(from)}, which wrote ${key}, and read ${key} from ${nameOf(to)}`;
  return { from, to, kind: "ww", key, because };
}

function stepTold(part: Digraph, edge: number, to: number, index: RegisterIndex): CycleStep {
  const { transactions } = index;
  const from = part.origin[part.source[edge]!]!;
  if (from < transactions.length) {
    const keys = index.keys.map((key) => ({ key, values: [] }));
    return stepOf(part, edge, to, { transactions, keys, nameOf: nameOfIn(index) });
  }
  const because = `the initial state comes before ${nameOfIn(index)(to)}`;
  return { from, to, kind: "process", key: undefined, because };
}
