import type { Allowance } from "../linearizability/budget.ts";
import { type Anomalies, reportOn } from "./anomalies.ts";
import { addCycles } from "./cycles.ts";
import { Dependencies } from "./dependency-graph.ts";
import type { Observed } from "./observed.ts";
import { addProcessOrder, addRealtimeOrder } from "./order-edges.ts";
import type { TransactionModel, TransactionReport } from "./transaction-history.ts";
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
  const allowance: Allowance = { steps, words: Number.POSITIVE_INFINITY };
  const hunt = { transactions, keys, nameOf: nameIn(transactions), sessions, allowance };
  const parts = addCycles(graph.digraph(), hunt, anomalies);
  addInvisible(observed, parts, hunt, anomalies);
  const open: ReadonlySet<TransactionModel> = allowance.steps > 0 ? new Set() : new Set(["causal"]);
  return reportOn(anomalies, open);
}
