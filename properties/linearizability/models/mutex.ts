import { type Footprint, illegal, type Model } from "../model.ts";

export interface MutexCall {
  readonly kind: "acquire" | "release";
}

const footprints: Readonly<Record<MutexCall["kind"], Footprint<boolean>>> = {
  acquire: { isReadOnly: false, watches: [false], needs: true, leaves: [true], lowers: true },
  release: { isReadOnly: false, watches: [true], needs: true, leaves: [false], lowers: true },
};

/** A lock, free at first. It may be released by another than took it: only one can hold it. */
export const mutex: Model<boolean, MutexCall> = {
  name: "mutex",
  initial: false,
  step(isHeld, { kind }) {
    if (kind === "acquire") return isHeld ? illegal : true;
    return isHeld ? false : illegal;
  },
  keyOf: (isHeld) => isHeld,
  rank: () => 0,
  footprint: ({ kind }) => footprints[kind],
  signature: ({ kind }) => kind,
};
