/** Deliberate mistakes of healing, archiving and scrubbing; part of the table in `../bugs.ts`. */
export const healingBugs = {
  "log-replica-counts-before-it-has-the-log": {
    mistake: "A leader counts a log replica for a quorum as soon as it is sent what it lacks.",
    caughtBy: "acknowledged-is-durable",
  },
  "removed-replica-still-counts": {
    mistake: "A leader goes on counting the disk of a replica that its group has removed.",
    caughtBy: "acknowledged-is-durable",
  },
  "two-changes-at-once": {
    mistake: "A leader changes its group's membership again before the last change is committed.",
    caughtBy: "one-change-at-a-time",
  },
  "copy-without-the-tail": {
    mistake: "A replica built from a copy goes without what was written while it was copied.",
    caughtBy: "replicas-converge",
  },
  "follower-applies-wrong-value": {
    mistake: "A follower now and then applies a value that is not the record's.",
    caughtBy: "replicas-converge",
  },
  "archive-without-checking": {
    mistake: "An archiving agent goes on where it was itself, whatever others have archived since.",
    caughtBy: "archive-is-whole",
  },
} as const satisfies Record<string, { mistake: string; caughtBy: string }>;
