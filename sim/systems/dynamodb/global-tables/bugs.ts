/** Deliberate mistakes of global tables, all off by default. */

export const globalTableBugs = {
  "last-arrival-wins": {
    mistake: "A Region takes every replicated write that comes, also one older than its own.",
    caughtBy: "regions-converge",
  },
  "deleted-item-forgets-its-stamp": {
    mistake: "A deleted item does not say when it was deleted, so that older writes bring it back.",
    caughtBy: "regions-converge",
  },
  "stamp-by-the-clock-alone": {
    mistake: "A write is stamped by its leader's clock, also if what it writes over is later.",
    caughtBy: "regions-converge",
  },
  "stamped-without-a-change": {
    mistake:
      "A write that changes nothing, and so is not replicated, stamps its item all the same.",
    caughtBy: "regions-converge",
  },
  "replication-noted-when-sent": {
    mistake: "A replicator notes a batch as done when it is sent, not when it is answered.",
    caughtBy: "regions-converge",
  },
} as const;
