import type { Allowance } from "../linearizability/budget.ts";
import type { Anomalies } from "./anomalies.ts";
import { componentsOf, cyclicComponents } from "./components.ts";
import { nameOf } from "./cycle-names.ts";
import { shortestCycle } from "./cycle-search.ts";
import {
  cutOut,
  type Digraph,
  data,
  process,
  realtime,
  rw,
  withoutNeighbouringRw,
  wr,
  ww,
} from "./dependency-graph.ts";
import type { Anomaly, AnomalyName } from "./transaction-history.ts";
import { type Subjects, stepsOf } from "./words.ts";

/** What cycles are looked for, and how. */
export interface CycleHunt extends Subjects {
  /** Whether all models bind a process to its own order, not only the last two. */
  readonly sessions: boolean;
  readonly allowance: Allowance;
}

/** A family of cycles: one edge of the kind `seed`, the others let through by `back`. */
interface Family {
  readonly seed: number;
  readonly back: number;
  /** Whether rw steps must not be neighbours. */
  readonly isSpaced: boolean;
}

const order = process | realtime;

/** From what breaks the weakest model to what breaks but the strongest. */
const families: readonly Family[] = [
  { seed: ww, back: ww | order, isSpaced: false },
  { seed: wr, back: ww | wr | order, isSpaced: false },
  { seed: rw, back: ww | wr | order, isSpaced: false },
  { seed: rw, back: data | order, isSpaced: true },
  { seed: rw, back: data | order, isSpaced: false },
];

/**
 * Adds the cycles of a graph by their names: of each name a shortest one in each component. Those
 * with steps of process or of real time are looked for where there is none without them.
 * Returns the cyclic parts of the graph without steps of real time.
 */
export function addCycles(graph: Digraph, hunt: CycleHunt, anomalies: Anomalies): Digraph[] {
  const cutOuts = (whole: Digraph, mask: number): Digraph[] => {
    const places = new Int32Array(whole.size);
    const found = cyclicComponents(componentsOf(whole, mask));
    return found.map((nodes) => cutOut(whole, nodes, mask, places));
  };
  const sessions: Digraph[] = [];
  for (const whole of cutOuts(graph, data | order)) {
    const parts = cutOuts(whole, data | process);
    sessions.push(...parts);
    if (parts.length === 0) addCyclesOf(whole, families, hunt, anomalies);
  }
  for (const part of sessions) {
    const parts = cutOuts(part, data);
    const strongest = parts.map((each) => addCyclesOf(each, families, hunt, anomalies));
    if (parts.length > 0 && !hunt.sessions) continue;
    const stronger = families.slice(0, Math.min(families.length, ...strongest));
    addCyclesOf(part, stronger, hunt, anomalies);
  }
  return sessions;
}

/** Returns the place of the first family found. */
function addCyclesOf(
  graph: Digraph,
  sought: readonly Family[],
  hunt: CycleHunt,
  anomalies: Anomalies,
): number {
  const found = new Set<AnomalyName>();
  let first = families.length;
  sought.forEach((family, place) => {
    const cycle = cycleOf(graph, family, hunt);
    if (cycle === undefined || found.has(cycle.name)) return;
    found.add(cycle.name);
    first = Math.min(first, place);
    anomalies.add(cycle);
  });
  return first;
}

function cycleOf(graph: Digraph, family: Family, hunt: CycleHunt): Anomaly | undefined {
  const { seed, back, isSpaced } = family;
  const walked = isSpaced ? withoutNeighbouringRw(graph) : graph;
  const walk = shortestCycle(walked, seed, back, hunt.allowance);
  if (walk === undefined) return undefined;
  const cycle = stepsOf(walked, walk, hunt);
  const names = cycle.map(({ because }) => because);
  const start = hunt.nameOf(cycle[0]!.from);
  return {
    ...nameOf(cycle, hunt.sessions),
    transactions: cycle.map(({ from }) => from),
    cycle,
    proof: `${names.join("; ")}: so ${start} comes before itself.`,
  };
}
