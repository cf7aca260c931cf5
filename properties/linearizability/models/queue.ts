import { anyFootprint, illegal, type Model } from "../model.ts";

/** Values by number. A dequeue of "unknown" took whatever was first, if there was anything. */
export type QueueCall =
  | { readonly kind: "enqueue"; readonly value: number }
  | { readonly kind: "dequeue"; readonly value: number | "empty" | "unknown" };

/** What is in it, first to last, a character or two each: short, and equal for equal queues. */
type Waiting = string;

/** First in, first out; empty at first. */
export const queue: Model<Waiting, QueueCall> = {
  name: "queue",
  initial: "",
  step(waiting, { kind, value }) {
    if (kind === "enqueue") return waiting + String.fromCodePoint(letter(value));
    if (value === "empty") return waiting === "" ? waiting : illegal;
    if (waiting === "") return value === "unknown" ? waiting : illegal;
    const first = waiting.codePointAt(0)!;
    if (value !== "unknown" && first !== letter(value)) return illegal;
    return waiting.slice(first > 0xffff ? 2 : 1);
  },
  keyOf: (waiting) => waiting,
  rank: () => 0,
  footprint({ kind, value }) {
    if (kind === "enqueue" || value !== "empty") return anyFootprint;
    return { isReadOnly: true, watches: [""], needs: true, leaves: [""], lowers: false };
  },
  signature: ({ kind, value }) => `${kind} ${value}`,
};

/** Numbers from 0, without the code points that make pairs. */
const letter = (value: number): number => (value < 0xd800 ? value : value + 0x800);

/** How many different values there is a letter for. */
export const mostValues = 0x110000 - 0x800;
