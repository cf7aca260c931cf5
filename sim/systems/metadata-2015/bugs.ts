/** Deliberate mistakes, all off by default. Each names the property that must catch it. */
export const bugs = {
  "serve-without-lease": {
    mistake: "A storage server goes on serving when its lease has run out.",
    caughtBy: "metadata-nobody-serves-without-a-lease",
  },
  "lease-from-receipt": {
    mistake: "A storage server counts its lease from the arrival of the answer.",
    caughtBy: "metadata-leases-within-grants",
  },
  "full-list-to-the-lagging": {
    mistake: "A server that did not acknowledge its last push is sent the whole list at once.",
    caughtBy: "metadata-work-is-constant",
  },
} as const satisfies Record<string, { mistake: string; caughtBy: string }>;

export type Bug = keyof typeof bugs;
