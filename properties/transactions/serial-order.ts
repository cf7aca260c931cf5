import type { Allowance } from "../linearizability/budget.ts";
import type { Anomalies } from "./anomalies.ts";
import { componentsOf, cyclicComponents } from "./components.ts";
import { shortestCycle } from "./cycle-search.ts";
import {
  cutOut,
  type Digraph,
  data,
  process,
  realtime,
  rw,
  through,
  wr,
} from "./dependency-graph.ts";
import { type EventPlan, serialPlan, snapshotPlan } from "./event-plan.ts";
import { likelyOrder } from "./likely-order.ts";
import { OrderSearch } from "./order-search.ts";
import type { RegisterIndex } from "./register-index.ts";
import { saturate } from "./saturation.ts";
import type { CycleStep } from "./transaction-history.ts";
import { nameIn } from "./words.ts";

type Ordered = "snapshot-isolation" | "serializable" | "strict-serializable";

/** An order of transactions (of their writes, for snapshots); or that there is none, or who knows. */
export type OrderAnswer = readonly number[] | "none" | "unknown";

/**
 * Looks for the order that a model demands: conclusions first, then a search among what they leave.
 * The question is NP-complete (Papadimitriou 1979), so the answer can be unknown. Where there is
 * none, adds why.
 */
export function findOrder(
  index: RegisterIndex,
  model: Ordered,
  allowance: Allowance,
  anomalies: Anomalies,
): OrderAnswer {
  const plan =
    model === "snapshot-isolation"
      ? snapshotPlan(index)
      : serialPlan(index, model === "strict-serializable");
  const saturated = saturate(plan, allowance);
  if (saturated.order === undefined) {
    addContradiction(saturated.graph, plan, index, model, anomalies);
    return "none";
  }
  const order = likelyOrder(plan, saturated.graph, index.transactions) ?? saturated.order;
  const found = new OrderSearch(plan, saturated, order).run(allowance);
  if (found === "unknown") return found;
  if (found === "none") {
    const proof = `No order of the ${index.transactions.length} transactions is left when all have been tried.`;
    anomalies.addDirect(nameOf(model), model, [], proof);
    return found;
  }
  const isEnd = (event: number) => !plan.isSnapshot || event % 2 === 1;
  const events = found.filter((event) => event < plan.events.length && isEnd(event));
  const transactions = events.map((event) => plan.events[event]!.transaction);
  return transactions.filter((each) => index.sessions.isIncluded[each] === 1);
}

const nameOf = (model: Ordered) =>
  model === "snapshot-isolation" ? "no-snapshot-order" : "no-serial-order";

const all = data | process | realtime;

function addContradiction(
  graph: Digraph,
  plan: EventPlan,
  index: RegisterIndex,
  model: Ordered,
  anomalies: Anomalies,
): void {
  const [nodes] = cyclicComponents(componentsOf(graph, all));
  const part = cutOut(graph, nodes!, all, new Int32Array(graph.size));
  const allowance = { steps: 10_000_000, words: Number.POSITIVE_INFINITY };
  const walk = shortestCycle(part, all, all, allowance)!;
  const edges = walk.filter((edge) => part.kind[edge] !== through);
  const transactionAt = (edge: number): number =>
    plan.events[part.origin[part.source[edge]!]!]!.transaction;
  const cycle = edges.flatMap((edge, place): CycleStep[] => {
    const from = transactionAt(edge);
    const to = transactionAt(edges[(place + 1) % edges.length]!);
    return from === to ? [] : [stepOf(part, edge, from, to, index)];
  });
  const told = cycle.map(({ because }) => because).join("; ");
  anomalies.add({
    name: nameOf(model),
    called: undefined,
    rulesOut: model,
    transactions: cycle.map(({ from }) => from),
    cycle,
    proof: `${told}: so ${nameIn(index.transactions)(cycle[0]!.from)} comes before itself.`,
  });
}

function stepOf(
  part: Digraph,
  edge: number,
  from: number,
  to: number,
  { transactions, keys }: RegisterIndex,
): CycleStep {
  const name = nameIn(transactions);
  const [first, second] = [name(from), name(to)];
  const [kind, number, at] = [part.kind[edge]!, part.key[edge]!, part.at[edge]!];
  const key = number < 0 ? undefined : keys[number]!;
  if (kind === process) {
    return {
      from,
      to,
      kind: "process",
      key,
      because: `${first} comes before ${second} in its process`,
    };
  }
  if (kind === realtime) {
    return { from, to, kind: "realtime", key, because: `${first} had ended when ${second} began` };
  }
  if (kind === wr)
    return { from, to, kind: "wr", key, because: `${second} read ${key} from ${first}` };
  if (kind === rw) {
    const because = `${first} read ${key} before ${second} wrote over what it found`;
    return { from, to, kind: "rw", key, because };
  }
  const because =
    at === from
      ? `${second} wrote ${key}, as ${first} did, after ${first} began, so it began after ${first} had ended`
      : `${name(at)} comes after ${first}, which wrote ${key}, but read ${key} from ${second}, so ${second} is the later`;
  return { from, to, kind: "ww", key, because };
}
