/** Deliberate mistakes of admission control; part of the table in `../bugs.ts`. */
export const admissionBugs = {
  "spent-tokens-given-back": {
    mistake: "Global admission control takes all that a router held for unspent.",
    caughtBy: "tokens-within-capacity",
  },
  "bucket-full-after-restart": {
    mistake: "A server of global admission control that restarts takes every table for rested.",
    caughtBy: "tokens-within-capacity",
  },
  "gac-ignores-other-routers": {
    mistake: "Global admission control vends each router what the whole table has.",
    caughtBy: "tokens-within-capacity",
  },
  "debt-forgotten": {
    mistake: "A read that turns out larger than it was taken for is not charged for it.",
    caughtBy: "partitions-within-limits",
  },
  "burst-without-node-check": {
    mistake: "A partition bursts though its storage node has no room.",
    caughtBy: "bursts-have-room",
  },
  "rates-of-the-beginning-after-a-restart": {
    mistake: "A server of global admission control that restarts goes by what was bought at first.",
    caughtBy: "tokens-within-capacity",
  },
  "split-keeps-the-whole-share": {
    mistake: "Under static division a split partition keeps what was its parent's, in both parts.",
    caughtBy: "shares-within-table",
  },
  "boost-never-lowered": {
    mistake: "Adaptive capacity lowers no boost, though the table exceeds its total.",
    caughtBy: "boosts-are-lowered",
  },
  "reads-charged-to-writes": {
    mistake: "Reads of a partition are paid from its bucket for writes.",
    caughtBy: "throttled-only-at-the-limit",
  },
} as const satisfies Record<string, { mistake: string; caughtBy: string }>;

export type AdmissionBug = keyof typeof admissionBugs;
