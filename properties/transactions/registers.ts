/**
 * Isolation of transactions that write to registers and read them, told from the values alone,
 * which must be distinct for each item.
 */

import type { Allowance } from "../linearizability/budget.ts";
import { Anomalies, reportOn } from "./anomalies.ts";
import { addCommitCycles } from "./commit-order.ts";
import { addCycles } from "./cycles.ts";
import { type RegisterIndex, registerIndexOf } from "./register-index.ts";
import { addLostUpdates, inferredDependencies, versionsSeen } from "./register-inference.ts";
import type { RegisterOptions } from "./register-reads.ts";
import { findOrder } from "./serial-order.ts";
import {
  type RegisterHistory,
  type TransactionModel,
  type TransactionReport,
  transactionModels,
} from "./transaction-history.ts";
import { nameIn } from "./words.ts";

export interface RegisterCheckOptions extends RegisterOptions {
  /** What each search for an order may use; the verdict is unknown when it ends. */
  readonly steps?: number;
  readonly words?: number;
}

/** Some seconds of one processor, and 160 MB. */
const ordinarySteps = 200_000_000;
const ordinaryWords = 40_000_000;

/**
 * Read committed, read atomic and causal are decided in near-linear time, the stronger models as
 * far as the budget goes. All bind a process to the order of its own transactions (Biswas and Enea,
 * OOPSLA 2019), so that serializable and strong session serializable are the same.
 */
export function checkRegisters(
  history: RegisterHistory,
  { steps = ordinarySteps, words = ordinaryWords, ...options }: RegisterCheckOptions = {},
): TransactionReport {
  const anomalies = new Anomalies();
  const index = registerIndexOf(history, options, anomalies);
  const open = new Set<TransactionModel>(addCommitCycles(index, anomalies));
  addInferred(index, { steps, words }, anomalies);
  addOrders(index, { steps, words }, anomalies, open);
  return reportOn(anomalies, index.reads.isAmbiguous ? new Set(transactionModels) : open);
}

function addInferred(index: RegisterIndex, allowance: Allowance, anomalies: Anomalies): void {
  const { transactions } = index;
  const versions = versionsSeen(index);
  addLostUpdates(index, versions, anomalies);
  const keys = index.keys.map((key) => ({ key, values: [] }));
  const hunt = { transactions, keys, nameOf: nameIn(transactions), sessions: true, allowance };
  addCycles(inferredDependencies(index, versions).digraph(), hunt, anomalies);
}

/** Looks for orders from the strongest model down, as one for a model is one for all weaker ones. */
function addOrders(
  index: RegisterIndex,
  budget: Allowance,
  anomalies: Anomalies,
  open: Set<TransactionModel>,
): void {
  const models = ["strict-serializable", "serializable", "snapshot-isolation"] as const;
  for (const model of models) {
    const rank = transactionModels.indexOf(model);
    if (anomalies.ruledOutFrom() <= rank) continue;
    const answer = findOrder(index, model, { ...budget }, anomalies);
    if (answer === "unknown") open.add(model);
    else if (answer !== "none") {
      for (const weaker of transactionModels.slice(0, rank)) open.delete(weaker);
      return;
    }
    if (answer === "unknown" && model === "serializable") open.add("strong-session-serializable");
  }
}
