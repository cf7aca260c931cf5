/** What may happen next, as one number and in words. */

export const choiceKinds = ["deliver", "lose", "flush", "fire", "crash", "restart", "ask"] as const;

export interface Choice {
  readonly kind: (typeof choiceKinds)[number];
  /** Index of the player to whom it happens. */
  readonly who: number;
  /** deliver and lose: index of the sender. */
  readonly from: number;
  /** Which of several: message of a link, timer, records kept by a crash, asking. */
  readonly which: number;
  /** Which way of picking, in a handler that picks. */
  readonly way: number;
}

/** Least to greatest digit: 3 bits, 4, 4, 10 and 10. */
export const numberOf = ({ kind, who, from, which, way }: Choice): number =>
  choiceKinds.indexOf(kind) | (who << 3) | (from << 7) | (which << 11) | (way << 21);

export const choiceOf = (number: number): Choice => ({
  kind: choiceKinds[number & 7]!,
  who: (number >>> 3) & 15,
  from: (number >>> 7) & 15,
  which: (number >>> 11) & 1023,
  way: number >>> 21,
});
