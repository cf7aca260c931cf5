/** Deliberate mistakes of secondary indexes, all off by default. */

export const indexBugs = {
  "removed-entry-comes-back": {
    mistake: "An index takes every change that comes, also one older than what it shows.",
    caughtBy: "indexes-converge",
  },
  "old-entry-stays": {
    mistake: "When an item's index key changes, its entry under the old key is not removed.",
    caughtBy: "indexes-converge",
  },
  "index-shows-uncommitted": {
    mistake: "The leader sends what it has logged to indexes before it is committed.",
    caughtBy: "index-shows-what-was-written",
  },
  "index-followed-when-sent": {
    mistake: "The log counts as followed when a change is sent, not when the index has answered.",
    caughtBy: "indexes-converge",
  },
  "index-followed-from-the-end": {
    mistake: "A new leader passes on what comes from now on, not what its predecessor had not.",
    caughtBy: "indexes-converge",
  },
  "index-queue-not-counted": {
    mistake: "Writes are taken however long the queue to an index has become.",
    caughtBy: "index-backlog-bounded",
  },
  "sparse-items-in-the-index": {
    mistake: "An item without the attribute that an index is keyed by has an entry all the same.",
    caughtBy: "index-shows-what-was-written",
  },
  "backfill-forgets-what-it-had": {
    mistake: "Entries made by a backfill do not say which write they show.",
    caughtBy: "indexes-converge",
  },
  "collection-grows-on": {
    mistake:
      "A table with local indexes takes writes that make a collection larger than it may be.",
    caughtBy: "collections-within-limit",
  },
  "split-inside-a-collection": {
    mistake: "A partition with local indexes is split between two items of one partition key.",
    caughtBy: "collections-stay-whole",
  },
} as const;
