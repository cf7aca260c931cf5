/** Requests that take several steps: the next page, and the write under a number handed out. */

import type { LocalTime } from "../kernel/time.ts";
import { type Call, isPageCall, type WriteCall } from "./call.ts";
import type { ClientState, Errand } from "./client-state.ts";
import { itemKeyOf } from "./item-key.ts";
import { keyName } from "./keys.ts";
import { type MadeItem, noteMade } from "./made-items.ts";
import type { Done } from "./operation.ts";

/** What a client asks first: where a number has to be handed out, the counter's next one. */
export function firstStep(call: Call): Pick<Errand, "call" | "following"> {
  if (call.kind !== "put" || call.idFrom === undefined) return { call };
  const { counter } = call.idFrom;
  const bytes = counter.key.length + 8;
  return {
    call: { kind: "update", ...counter, condition: undefined, add: 1, bytes },
    following: call,
  };
}

/** What comes after this answer; undefined: the errand is done. */
export function followUp(
  state: ClientState,
  { call, worker, phase, first, pageOf, following }: Errand,
  answer: Done,
  at: LocalTime,
): Errand | undefined {
  const next = { worker, phase, first: undefined, attempt: 0 };
  if (following !== undefined && typeof answer.value === "number") {
    const numbered = withNumber(following, answer.value);
    if (state.keys.made !== undefined) noteMade(state.keys.made, madeBy(numbered));
    return { ...next, call: numbered };
  }
  const last = answer.page?.last;
  if (last === undefined || !isPageCall(call) || !call.follow) return undefined;
  // A long scan ends with the load: what comes then should see a world at rest.
  if (at >= state.setup.loadEnds) return undefined;
  const of = pageOf ?? first;
  return {
    ...next,
    call: { ...call, startAfter: last },
    ...(of === undefined ? {} : { pageOf: of }),
  };
}

function withNumber(call: WriteCall, number: number): WriteCall {
  if (call.idFrom?.becomes === "sort") return { ...call, sort: number };
  return { ...call, key: `${call.idFrom?.prefix ?? ""}${keyName(number)}` };
}

const madeBy = (call: WriteCall): MadeItem => ({ ...itemKeyOf(call), counter: false });
