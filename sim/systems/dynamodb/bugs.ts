import { admissionBugs } from "./admission/bugs.ts";
import { healingBugs } from "./control-plane/healing-bugs.ts";
import { splitBugs } from "./control-plane/split-bugs.ts";
import { globalTableBugs } from "./global-tables/bugs.ts";
import { indexBugs } from "./index-propagation/bugs.ts";
import { streamBugs } from "./streams/bugs.ts";
import { expiryBugs } from "./time-to-live/bugs.ts";
import { transactionBugs } from "./transactions/bugs.ts";

/**
 * Deliberate mistakes, all off by default. Each names the property that must catch it;
 * `properties/bugs.test.ts` holds them to it and counts the seeds.
 */
type Mistakes = Record<string, { readonly mistake: string; readonly caughtBy: string }>;

/** Mistakes of one replication group. */
export const groupBugs = {
  "ack-before-quorum": {
    mistake: "The leader takes one persisted copy for a quorum.",
    caughtBy: "acknowledged-is-durable",
  },
  "ack-before-persist": {
    mistake: "The leader counts its own copy as soon as it is logged, before its disk has it.",
    caughtBy: "acknowledged-is-durable",
  },
  "follower-acks-before-persist": {
    mistake: "A follower acknowledges records that it has logged but not yet flushed.",
    caughtBy: "acknowledged-is-durable",
  },
  "read-without-lease": {
    mistake: "A leader answers strong reads after its lease has ended.",
    caughtBy: "linearizable",
  },
  "no-lease-wait": {
    mistake: "A new leader serves at once, without waiting for the old lease to run out.",
    caughtBy: "lease-exclusion",
  },
  "lease-from-receipt": {
    mistake: "A leader counts its lease from the arrival of the grant, not from its own request.",
    caughtBy: "lease-exclusion",
  },
  "lease-forgotten-in-a-crash": {
    mistake: "A restarted replica forgets that it granted a lease, and says none is running.",
    caughtBy: "lease-exclusion",
  },
  "hand-over-keeps-serving": {
    mistake: "A leader that handed its leadership over goes on serving until its lease ends.",
    caughtBy: "lease-exclusion",
  },
  "ballot-forgotten-in-a-crash": {
    mistake: "A promise is answered without having been written to disk.",
    caughtBy: "promises-are-kept",
  },
  "elect-without-catching-up": {
    mistake: "A new leader ignores the records that its promises report.",
    caughtBy: "logs-agree",
  },
  "follower-accepts-a-hole": {
    mistake: "A follower appends records without looking at what comes before them.",
    caughtBy: "acknowledged-is-durable",
  },
  "truncate-on-any-append": {
    mistake: "A follower cuts its log behind every append, also behind an old one delivered late.",
    caughtBy: "committed-never-regresses",
  },
  "commit-without-matching": {
    mistake: "A follower applies up to the leader's commit, also records it never matched.",
    caughtBy: "logs-agree",
  },
  "serve-before-own-ballot": {
    mistake: "A new leader serves strong reads before what it inherited is committed again.",
    caughtBy: "linearizable",
  },
  "read-uncommitted": {
    mistake: "Strong reads see writes that no quorum holds yet.",
    caughtBy: "linearizable",
  },
  "condition-on-uncommitted": {
    mistake:
      "A condition that fails on an uncommitted write is answered before that write commits.",
    caughtBy: "linearizable",
  },
  "no-duplicate-filter": {
    mistake: "A request that the network delivers twice is carried out twice.",
    caughtBy: "linearizable",
  },
  "wiped-replica-votes": {
    mistake:
      "A replica that lost its disk takes part at once, as if it had never promised anything.",
    caughtBy: "promises-are-kept",
  },
  "torn-record-replayed": {
    mistake: "After a crash the torn last record is replayed as if its checksum were right.",
    caughtBy: "logs-agree",
  },
} as const satisfies Mistakes;

/** Mistakes that take a fleet to make. */
export const fleetBugs = {
  "beats-renew-what-was-taken-back": {
    mistake: "A leader's node counts grants for groups whose followers have taken their word back.",
    caughtBy: "lease-exclusion",
  },
  "takes-back-without-a-grant": {
    mistake: "A follower that takes its word back forgets that its node may just have granted.",
    caughtBy: "lease-exclusion",
  },
  "router-keeps-stale-route": {
    mistake: "A router goes on with the route it has, though it is told of a newer one.",
    caughtBy: "newest-route-wins",
  },
  "metadata-takes-older-version": {
    mistake: "A metadata server takes whatever route came last, also an older one.",
    caughtBy: "newest-route-wins",
  },
  "page-without-what-lies-behind": {
    mistake: "A router ends a query or scan with the first partition that has no more of it.",
    caughtBy: "scans-are-whole",
  },
  "backwards-read-forwards": {
    mistake: "A replica reads every query along the order of sort keys, also one against it.",
    caughtBy: "queries-agree",
  },
  ...streamBugs,
  ...indexBugs,
  ...splitBugs,
  ...admissionBugs,
  ...healingBugs,
  ...transactionBugs,
  ...globalTableBugs,
  ...expiryBugs,
} as const satisfies Mistakes;

export const bugs = { ...groupBugs, ...fleetBugs } as const;

export type GroupBug = keyof typeof groupBugs;
export type FleetBug = keyof typeof fleetBugs;
export type Bug = keyof typeof bugs;
