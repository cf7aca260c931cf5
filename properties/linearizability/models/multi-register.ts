import { anyFootprint, illegal, type Model } from "../model.ts";
import type { RegisterValue } from "./register.ts";

/** One step of a transaction; a read whose answer nobody knows is left out. */
export interface RegisterStep {
  readonly kind: "read" | "write";
  readonly register: number;
  readonly value: RegisterValue;
}

/** Reads and writes of several registers that take effect together, in this order. */
export interface MultiRegisterCall {
  readonly steps: readonly RegisterStep[];
}

type Values = readonly RegisterValue[];

/** Several registers, by number; `initial` has the value of each. */
export const multiRegister = (initial: Values): Model<Values, MultiRegisterCall> => ({
  name: "multi-register",
  initial,
  step(values, { steps }) {
    let next = values;
    for (const { kind, register, value } of steps) {
      if (kind === "write") next = next.with(register, value);
      else if (next[register] !== value) return illegal;
    }
    return next;
  },
  keyOf: (values) => JSON.stringify(values.map((value) => [typeof value, value])),
  rank: () => 0,
  footprint: ({ steps }) => ({
    ...anyFootprint,
    isReadOnly: steps.every(({ kind }) => kind === "read"),
  }),
  signature: ({ steps }) => JSON.stringify(steps),
});
