/** The last answer to a request: its client gets it, and admission learns what it cost. */

import type { Response } from "../../../client/operation.ts";
import { costOf, demandOf } from "../admission/demand.ts";
import { settleAtRouter } from "../admission/router-admission.ts";
import { forget, type Pending, type RouterEffects, type RouterState } from "./state.ts";

export function conclude(
  state: RouterState,
  pending: Pending,
  answer: Response,
  effects: RouterEffects,
  bytes?: number,
): void {
  forget(state, pending);
  const demand = demandOf(pending.request);
  settleAtRouter(state.admission, demand, costOf(answer, demand));
  effects.send(pending.client, answer, bytes);
}
