/** What a check may use. Never seconds: the verdict must be the same on every machine. */
export interface Budget {
  /** Candidates looked at, over all parts. */
  readonly steps: number;
  /** Words of four bytes for configurations tried, held at any one time. */
  readonly words: number;
}

/** A few seconds of one processor, and 160 MB, at the most. */
export const ordinaryBudget: Budget = { steps: 50_000_000, words: 40_000_000 };
