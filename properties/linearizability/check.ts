/**
 * Checks the parts of a history in turns, so that one hard part does not keep the others waiting:
 * each turn gives every open part twice as long as the one before. It ends when all parts are
 * decided, when a turn has found a broken one, or when the budget is spent.
 */

import { assert } from "../../sim/kernel/assert.ts";
import { type Breach, breachOf } from "./breach.ts";
import { type Allowance, type Budget, isSpent, ordinaryBudget } from "./budget.ts";
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

/** Steps in the first turn, by call and by part: several times what healthy histories take. */
const stepsPerCall = 20;
const stepsPerPart = 1_000;

/** Of several broken parts found in one turn, it names the one that goes wrong first. */
export function check<State, Call>(
  parts: readonly Part<Call>[],
  model: Model<State, Call>,
  budget: Budget = ordinaryBudget,
): Answer {
  const orders: (readonly number[])[] = parts.map(() => []);
  const allowance = { ...budget };
  let open: readonly number[] = [...parts.keys()];
  const begun = new Map<number, Inspection<Call>>();
  for (let effort = 1; open.length > 0; effort *= 2) {
    if (isSpent(allowance)) return { verdict: "unknown", open };
    const broken: number[] = [];
    open = open.filter((index) => {
      const inspection = begun.get(index) ?? new Inspection(parts[index]!, model);
      begun.set(index, inspection);
      inspection.turn(effort * (stepsPerCall * parts[index]!.calls.length + stepsPerPart), allowance);
      if (inspection.verdict === "holds") {
        orders[index] = proven(inspection, model);
        begun.delete(index);
      }
      if (inspection.verdict === "broken") broken.push(index);
      return inspection.verdict === "open";
    });
    if (broken.length > 0) {
      const part = broken.sort((one, two) => endOf(begun.get(one)!) - endOf(begun.get(two)!))[0]!;
      return { verdict: "broken", part, breach: breachOf(parts[part]!, model, begun.get(part)!.window) };
    }
  }
  return { verdict: "holds", orders };
}

function proven<State, Call>(
  inspection: Inspection<Call>,
  model: Model<State, Call>,
): readonly number[] {
  const order = inspection.order();
  const wrong = replay(inspection.part, model, order);
  assert(wrong === undefined, `${inspection.part.name}: the order found is no proof: ${wrong}`);
  return order;
}

/** When the impossible stretch of a broken part ends. */
function endOf({ window, part }: Inspection<unknown>): number {
  const { returned } = window?.part ?? part;
  return returned.reduce((end, time) => (time === Infinity ? end : Math.max(end, time)), 0);
}
