/**
 * Requests that take several steps: the next page, the write under a number handed out, and the
 * write of one more than was read.
 */

import type { LocalTime } from "../kernel/time.ts";
import { type Call, isPageCall, type WriteCall } from "./call.ts";
import type { ClientState, Errand } from "./client-state.ts";
import { itemKeyOf } from "./item-key.ts";
import { keyName } from "./keys.ts";
import { type MadeItem, noteMade } from "./made-items.ts";
import { nextOfMove } from "./moving-money.ts";
import type { Done } from "./operation.ts";

/** What a client asks first: the counter's next number, or what it will add to. */
export function firstStep(call: Call): Pick<Errand, "call" | "following"> {
  if (call.kind !== "put") return { call };
  if (call.adds !== undefined) {
    const bytes = call.key.length;
    const read: Call = { kind: "get", ...itemKeyOf(call), consistency: "strong", bytes };
    return { call: read, following: call };
  }
  if (call.idFrom === undefined) return { call };
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
  const moving = nextOfMove(call, answer.value, first);
  if (moving !== undefined) return { ...next, call: moving };
  if (following?.kind === "put" && following.adds !== undefined) {
    return { ...next, call: following };
  }
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
