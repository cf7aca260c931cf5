import { anyFootprint, illegal, type Model } from "../model.ts";

/** `value`: what is put or appended, or what a get returned. */
export interface TextCall {
  readonly kind: "get" | "put" | "append";
  readonly value: string;
}

/** One text that is read, replaced and added to at its end; empty at first. */
export const text: Model<string, TextCall> = {
  name: "text",
  initial: "",
  step(state, { kind, value }) {
    if (kind === "get") return value === state ? state : illegal;
    return kind === "put" ? value : state + value;
  },
  keyOf: (state) => state,
  rank: (state) => state.length,
  footprint({ kind, value }) {
    if (kind === "append") return { ...anyFootprint, lowers: false };
    const isReadOnly = kind === "get";
    return {
      isReadOnly,
      watches: isReadOnly ? [value] : [],
      needs: isReadOnly,
      leaves: [value],
      lowers: !isReadOnly,
    };
  },
  signature: ({ kind, value }) => JSON.stringify([kind, value]),
};
