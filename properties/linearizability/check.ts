/**
 * Checks the parts of a history in turns, so that one hard part does not keep the others waiting:
 * each turn gives every open part twice as long as the one before. It ends when all parts are
 * decided, when a turn has found broken ones, or when the budget is spent.
 */

import { assert } from "../../sim/kernel/assert.ts";
import { type Budget, isSpent, ordinaryBudget } from "./budget.ts";
import { Inspection } from "./inspection.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { quickOrder } from "./quick-order.ts";
import { replay } from "./replay.ts";

/** Calls by index. */
export type Order = readonly number[] | Int32Array;

export type Answer =
  /** For each part a legal order of its calls, by index: replayed, and found right. */
  | { readonly verdict: "holds"; readonly orders: readonly Order[] }
  /** Parts that have none, by index. */
  | { readonly verdict: "broken"; readonly broken: readonly number[] }
  /** Parts left undecided, by index. */
  | { readonly verdict: "unknown"; readonly open: readonly number[] };

/** Steps in the first turn: several times what healthy histories take. */
const stepsPerCall = 20;
const stepsPerPart = 1_000;

export function check<State, Call>(
  parts: readonly Part<Call>[],
  model: Model<State, Call>,
  budget: Budget = ordinaryBudget,
): Answer {
  const allowance = { ...budget };
  const orders: Order[] = parts.map(() => []);
  const begun = new Map<number, Inspection<Call>>();
  let open: readonly number[] = [...parts.keys()].filter((index) => {
    const order = isSpent(allowance) ? undefined : quickOrder(parts[index]!, model);
    if (order === undefined || replay(parts[index]!, model, order) !== undefined) return true;
    allowance.steps -= order.length;
    orders[index] = order;
    return false;
  });
  for (let effort = 1; open.length > 0; effort *= 2) {
    if (isSpent(allowance)) return { verdict: "unknown", open };
    const broken: number[] = [];
    open = open.filter((index) => {
      const part = parts[index]!;
      const inspection = begun.get(index) ?? new Inspection(part, model);
      begun.set(index, inspection);
      inspection.turn(effort * (stepsPerCall * part.calls.length + stepsPerPart), allowance);
      if (inspection.verdict === "open") return true;
      begun.delete(index);
      if (inspection.verdict === "holds") orders[index] = proven(part, model, inspection.order());
      else broken.push(index);
      return false;
    });
    if (broken.length > 0) return { verdict: "broken", broken };
  }
  return { verdict: "holds", orders };
}

/** The order, once more from the beginning, by code that shares nothing with the search. */
function proven<State, Call>(
  part: Part<Call>,
  model: Model<State, Call>,
  order: readonly number[],
): readonly number[] {
  const wrong = replay(part, model, order);
  assert(wrong === undefined, `the order found for ${part.name} is no proof: ${wrong}`);
  return order;
}
