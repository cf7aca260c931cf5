import { illegal, type Model } from "../model.ts";

export type RegisterValue = string | number | undefined;

/** `undefined` is the value of a register never written. */
export type RegisterCall =
  | { readonly kind: "read"; readonly value: RegisterValue }
  | { readonly kind: "write"; readonly value: RegisterValue };

/** One value that is read and written. */
export const register: Model<RegisterValue, RegisterCall> = {
  name: "register",
  initial: undefined,
  step(state, call) {
    if (call.kind === "write") return call.value;
    return call.value === state ? state : illegal;
  },
  keyOf: (state) => state,
  rank: () => 0,
  footprint({ kind, value }) {
    const isReadOnly = kind === "read";
    const watches = isReadOnly ? [value] : [];
    return { isReadOnly, watches, needs: isReadOnly, leaves: [value], lowers: true };
  },
  signature: ({ kind, value }) => JSON.stringify([kind, typeof value, value]),
};
