/** Mistakes of transactions. */
export const transactionBugs = {
  "commit-without-prepare": {
    mistake: "A coordinator has every item written at once, without asking whether all can be.",
    caughtBy: "sums-are-constant",
  },
  "answers-before-commit": {
    mistake: "A client is answered when it is decided to commit, before the items are written.",
    caughtBy: "linearizable",
  },
  "decides-by-itself": {
    mistake: "A coordinator writes its decision to the ledger whatever another one has decided.",
    caughtBy: "transactions-are-atomic",
  },
  "no-recovery": {
    mistake: "Nobody looks after transactions whose coordinator is gone.",
    caughtBy: "no-item-is-prepared-forever",
  },
  "placeholder-outlives-cancel": {
    mistake: "Cancelling leaves what was put in place of an item that does not exist.",
    caughtBy: "no-item-is-prepared-forever",
  },
  "stamp-not-checked": {
    mistake: "An item is prepared for a transaction older than its last write.",
    caughtBy: "stamps-rise",
  },
  "delete-stamp-not-checked": {
    mistake: "A missing item is prepared for a transaction older than what deleted it.",
    caughtBy: "stamps-rise",
  },
  "reads-once": {
    mistake: "A read transaction is answered after its first round.",
    caughtBy: "sums-are-constant",
  },
  "split-forgets-transactions": {
    mistake: "A child of a split does not know which of its items wait for a transaction.",
    caughtBy: "transactions-are-atomic",
  },
  "token-not-checked": {
    mistake: "A transaction that is sent again with its token is carried out again.",
    caughtBy: "linearizable",
  },
} as const;
