import { anyFootprint, illegal, type Model } from "../model.ts";

export type CounterCall =
  | { readonly kind: "add"; readonly amount: number }
  | { readonly kind: "read"; readonly sum: number };

/** A number that is added to, 0 at first. */
export const counter: Model<number, CounterCall> = {
  name: "counter",
  initial: 0,
  step(sum, call) {
    if (call.kind === "add") return sum + call.amount;
    return call.sum === sum ? sum : illegal;
  },
  keyOf: (sum) => sum,
  rank: (sum) => sum,
  footprint(call) {
    if (call.kind === "add") return { ...anyFootprint, lowers: call.amount < 0 };
    const watches = [call.sum];
    return { isReadOnly: true, watches, needs: true, leaves: watches, lowers: false };
  },
  signature: (call) => JSON.stringify(call),
};
