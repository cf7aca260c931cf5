/** Deliberate mistakes of splitting; part of the table in `../bugs.ts`. */
export const splitBugs = {
  "parent-serves-moved-keys": {
    mistake: "After a split the parent goes on serving the keys that are the child's.",
    caughtBy: "keys-have-one-owner",
  },
  "split-without-committing": {
    mistake: "A leader cuts its B-tree when it logs the split, before what it logged is applied.",
    caughtBy: "linearizable",
  },
  "child-forgets-writes-during-split": {
    mistake: "A leader goes on writing keys that are about to go, behind the split in the log.",
    caughtBy: "linearizable",
  },
  "copy-goes-past-a-split": {
    mistake: "A member that a full copy takes past a split does not host the child.",
    caughtBy: "groups-are-whole",
  },
  "split-in-the-middle-of-the-range": {
    mistake: "A split for consumption cuts the range in the middle, not where the traffic is.",
    caughtBy: "splits-help",
  },
} as const satisfies Record<string, { mistake: string; caughtBy: string }>;
