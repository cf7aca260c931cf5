/**
 * Checks the parts of a history in turns, so that one hard part does not keep the others waiting:
 * each turn gives every open part twice as long as the one before. It ends when all parts are
 * decided, when a turn has found a broken one, or when the budget is spent.
 */

import { assert } from "../../sim/kernel/assert.ts";
import { type Breach, breachOf } from "./breach.ts";
import { type Budget, isSpent, ordinaryBudget } from "./budget.ts";
import { Inspection } from "./inspection.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";
import { replay } from "./replay.ts";

export type Answer =
  /** For each part a legal order of its calls, by index: replayed, and found right. */
  | { readonly verdict: "holds"; readonly orders: readonly (readonly number[])[] }
  /** `part` is the index of the broken one. */
  | { readonly verdict: "broken"; readonly part: number; readonly breach: Breach }
  /** Parts left undecided, by index. */
  | { readonly verdict: "unknown"; readonly open: readonly number[] };

/** Steps for each call in the first turn: several times what healthy histories take. */
const firstEffort = 20;

/** Of several broken parts found in one turn, it explains the one that goes wrong first. */
export function check<State, Call>(
  parts: readonly Part<Call>[],
  model: Model<State, Call>,
  budget: Budget = ordinaryBudget,
): Answer {
  const allowance = { ...budget };
  const orders: (readonly number[])[] = parts.map(() => []);
  let open = parts.map((part, index) => ({ index, inspection: new Inspection(part, model) }));
  for (let effort = firstEffort; open.length > 0; effort *= 2) {
    if (isSpent(allowance)) return { verdict: "unknown", open: open.map(({ index }) => index) };
    const broken: { part: number; breach: Breach }[] = [];
    open = open.filter(({ index, inspection }) => {
      inspection.turn(effort, allowance);
      return inspection.verdict === "open";
    });
    
  }
  return { verdict: "holds", orders };
}
