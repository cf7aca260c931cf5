import type { Allowance } from "../linearizability/budget.ts";
import { type Anomalies, reportOn } from "./anomalies.ts";
import { addCycles } from "./cycles.ts";
import { Dependencies, withoutNeighbouringRw } from "./dependency-graph.ts";
import type { Observed } from "./observed.ts";
import { addProcessOrder, addRealtimeOrder } from "./order-edges.ts";
import { snapshotVerdict } from "./snapshot-order.ts";
import {
  type TransactionModel,
  type TransactionReport,
  transactionModels,
} from "./transaction-history.ts";
import { addVersionOrder } from "./version-edges.ts";
import { addInvisible } from "./visibility.ts";
import { nameIn } from "./words.ts";

export interface TransactionOptions {
  /**
   * Whether every model binds a process to the order of its own transactions, as those of Biswas
   * and Enea do; otherwise only the last two do, as in Adya and Elle. Default false.
   */
  readonly sessions?: boolean;
  /** Edges looked at in search of short cycles and of causes; default some seconds' worth. */
  readonly steps?: number;
}

const ordinarySteps = 100_000_000;
/** 80 MB. */
const ordinaryWords = 20_000_000;

/** Adds what the order of versions says to the anomalies found so far, and reports on all. */
export function judge(
  observed: Observed,
  anomalies: Anomalies,
  { sessions = false, steps = ordinarySteps }: TransactionOptions,
): TransactionReport {
  const { transactions, keys } = observed;
  const graph = new Dependencies(transactions.length);
  addVersionOrder(graph, observed);
  addProcessOrder(graph, transactions);
  addRealtimeOrder(graph, transactions);
  const allowance: Allowance = { steps, words: ordinaryWords };
  const hunt = { transactions, keys, nameOf: nameIn(transactions), sessions, allowance };
  const parts = addCycles(graph.digraph(), hunt, anomalies);
  addInvisible(observed, parts, hunt, anomalies);
  const open = new Set<TransactionModel>(allowance.steps > 0 ? [] : ["causal"]);
  judgeSnapshots(observed, sessions, allowance, anomalies, open);
  return reportOn(anomalies, open);
}

/** A history that has no serial order may yet have no snapshots either. */
function judgeSnapshots(
  observed: Observed,
  sessions: boolean,
  allowance: Allowance,
  anomalies: Anomalies,
  open: Set<TransactionModel>,
): void {
  const groups = observed.keys.map(({ late }) => late).filter(({ length }) => length > 1);
  if (transactionModels[anomalies.ruledOutFrom()] !== "serializable" || groups.length === 0) return;
  const graph = new Dependencies(observed.transactions.length);
  addVersionOrder(graph, observed);
  if (sessions) addProcessOrder(graph, observed.transactions);
  const verdict = snapshotVerdict(withoutNeighbouringRw(graph.digraph()), groups, allowance);
  if (verdict === "unknown") open.add("snapshot-isolation");
  if (verdict !== "broken") return;
  const proof =
    "Some transactions wrote the same item and nobody saw in which order; either order puts one of them before its own snapshot.";
  anomalies.addDirect("no-snapshot-order", "snapshot-isolation", [], proof);
}
