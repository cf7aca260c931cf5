import { type Digraph, through } from "./dependency-graph.ts";
import type { EventPlan } from "./event-plan.ts";
import type { Transaction } from "./transaction-history.ts";

/**
 * All events and relays in an order worth trying: that in which the transactions were asked for,
 * relays before whom they lead to. Undefined for a history without times.
 */
export function likelyOrder(
  { events }: EventPlan,
  graph: Digraph,
  transactions: readonly Transaction<unknown>[],
): Int32Array | undefined {
  const first = transactions[0]?.invoked;
  if (transactions.every(({ invoked }) => invoked === first)) return undefined;
  const times = new Float64Array(graph.size).fill(Number.POSITIVE_INFINITY);
  events.forEach(({ transaction }, event) => {
    times[event] = transactions[transaction]!.invoked;
  });
  graph.target.forEach((target, edge) => {
    const source = graph.source[edge]!;
    if (graph.kind[edge] !== through || target >= events.length) return;
    times[source] = Math.min(times[source]!, times[target]!);
  });
  const isEvent = (node: number): number => (node < events.length ? 1 : 0);
  const order = Int32Array.from(times.keys());
  // Not by subtraction alone: a relay to nobody is infinitely late, and so may another be.
  return order.sort((one, two) => {
    if (times[one] !== times[two]) return times[one]! < times[two]! ? -1 : 1;
    return isEvent(one) - isEvent(two) || one - two;
  });
}
