/** Deliberate mistakes of time to live, all off by default. */

export const expiryBugs = {
  "renewed-item-removed": {
    mistake: "A look goes by what is committed, and removes an item whose renewal is under way.",
    caughtBy: "only-expired-items-are-removed",
  },
  "expired-item-removed-twice": {
    mistake: "A look does not see that the removal of an item is under way, and removes it again.",
    caughtBy: "only-expired-items-are-removed",
  },
  "long-past-taken-for-expired": {
    mistake: "A number that lies more than five years back counts as an expiry, too.",
    caughtBy: "only-expired-items-are-removed",
  },
} as const;
