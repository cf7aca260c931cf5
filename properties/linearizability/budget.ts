/** What a check may use. Never seconds: the verdict must be the same on every machine. */
export interface Budget {
  /** Calls tried, over all parts. */
  readonly steps: number;
  /** Words of four bytes for configurations remembered, held at any one time. */
  readonly words: number;
}

/** What is left of a budget. */
export interface Allowance {
  steps: number;
  words: number;
}

/** Some ten seconds of one processor, and 160 MB, at the most. */
export const ordinaryBudget: Budget = { steps: 40_000_000, words: 40_000_000 };

export const isSpent = ({ steps, words }: Allowance): boolean => steps <= 0 || words <= 0;
