/** Deliberate mistakes, all off by default. Each names the property that must catch it. */
export const bugs = {
  "expects-whatever-is-there": {
    mistake:
      "An enactor whose change was refused expects what it was told and tries again, without asking whether that is newer than its own plan.",
    caughtBy: "dns-records-never-go-back",
  },
  "age-from-the-newest-plan": {
    mistake: "Clean-up counts a plan's age from the newest plan, not from the one just applied.",
    caughtBy: "active-plan-exists",
  },
  "references-read-too-early": {
    mistake:
      "Clean-up that keeps what is referenced looks at references when it lists the plans, not when it deletes.",
    caughtBy: "active-plan-exists",
  },
  "empty-answer-kept-for-ever": {
    mistake: "A connection pool keeps an empty answer and never looks the endpoint up again.",
    caughtBy: "dns-clients-return",
  },
} as const satisfies Record<string, { mistake: string; caughtBy: string }>;

export type Bug = keyof typeof bugs;
