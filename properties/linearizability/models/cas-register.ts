import { illegal, type Model } from "../model.ts";
import { type RegisterCall, type RegisterValue, register } from "./register.ts";

/** `answer` is `undefined` while nobody knows whether the comparison succeeded. */
interface CompareAndSet {
  readonly kind: "compare-and-set";
  readonly from: RegisterValue;
  readonly to: RegisterValue;
  readonly answer: "done" | "refused" | undefined;
}

export type CasRegisterCall = RegisterCall | CompareAndSet;

/** A register that can also be set on condition that it holds a given value. */
export const casRegister: Model<RegisterValue, CasRegisterCall> = {
  name: "cas-register",
  initial: undefined,
  step(state, call) {
    if (call.kind !== "compare-and-set") return register.step(state, call);
    const matches = state === call.from;
    if (call.answer === "done") return matches ? call.to : illegal;
    if (call.answer === "refused") return matches ? illegal : state;
    return matches ? call.to : state;
  },
  keyOf: (state) => state,
  rank: () => 0,
  footprint(call) {
    if (call.kind !== "compare-and-set") return register.footprint(call);
    const { from, to } = call;
    return call.answer === "refused"
      ? { isReadOnly: true, watches: [from], needs: false, leaves: undefined, lowers: true }
      : { isReadOnly: false, watches: [from], needs: true, leaves: [to], lowers: true };
  },
  signature(call) {
    if (call.kind !== "compare-and-set") return register.signature(call);
    const { kind, from, to, answer } = call;
    return JSON.stringify([kind, typeof from, from, typeof to, to, answer]);
  },
};
