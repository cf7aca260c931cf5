/**
 * Every knob of the DynamoDB system: meaning, unit, default, source. Where AWS has published no
 * figure the source says "assumption" and why this value was taken.
 */

import { ms, seconds, us } from "../../kernel/time.ts";
import {
  choice,
  count,
  defaults,
  duration,
  onOff,
  share,
  type Values,
} from "../../parts/setting.ts";
import { admissionSettings } from "./admission/settings.ts";
import type { Bug } from "./bugs.ts";
import { healingSettings } from "./control-plane/settings.ts";
import { splitSettings } from "./control-plane/split-settings.ts";
import { globalTableSettings } from "./global-tables/settings.ts";
import { indexSettings } from "./index-propagation/settings.ts";
import { streamSettings } from "./streams/settings.ts";
import { expirySettings } from "./time-to-live/settings.ts";
import { transactionSettings } from "./transactions/settings.ts";

export const settings = {
  leaderLease: duration({
    default: seconds(2),
    meaning: "How long a leader may serve after a quorum granted it the lease.",
    source: "assumption, from the wait of 'a couple of seconds' of ATC '22, §6.2",
    caution: "Longer leases lengthen every unplanned fail-over by as much.",
  }),
  leaseRenewal: duration({
    default: ms(500),
    meaning: "How often a leader asks for its lease anew.",
    source: "assumption: four renewals fit into one lease",
  }),
  clockBound: duration({
    default: ms(50),
    meaning: "How much earlier than granted a leader stops serving, against clocks that disagree.",
    source: "assumption; ATC '22 gives none. Covers 2.5 % of drift over a lease of 2 s",
    caution: "0 makes the lease unsafe as soon as two clocks run at different rates.",
  }),
  heartbeat: duration({
    default: ms(250),
    meaning: "How often a leader tells its followers that it is there.",
    source: "assumption: a quarter of the detection time-out",
  }),
  detection: duration({
    default: seconds(1),
    meaning: "Silence after which a follower suspects its leader (four missed heartbeats).",
    source: "assumption; ATC '22, §6.2 names heartbeats without a figure",
  }),
  detectionSpread: duration({
    default: ms(250),
    meaning:
      "Drawn anew on top of the detection time-out, so that followers rarely stand together.",
    source: "assumption; the idea is Raft's randomised time-out (Ongaro 2014, §3.4)",
  }),
  askPeersBeforeStanding: onOff({
    default: true,
    meaning: "A follower that misses its leader asks the others whether they hear it, then stands.",
    source: "ATC '22, §6.2, gray network failures",
  }),
  askTimeout: duration({
    default: ms(100),
    meaning: "How long a follower waits for its peers' opinion of the leader.",
    source: "assumption: some hundred round trips between zones",
  }),
  electionTimeout: duration({
    default: ms(300),
    meaning: "How long a candidate waits for a majority of promises before it gives up the round.",
    source: "assumption; the middle of the range of Ongaro 2014, §3.4 (150 to 300 ms), and above",
  }),
  electionSpread: duration({
    default: ms(300),
    meaning: "Drawn anew on top of the election time-out, to part candidates that split the votes.",
    source: "assumption; Ongaro 2014, §3.4",
  }),
  commitNotice: duration({
    default: ms(1),
    meaning:
      "How long a leader waits for another append to tell its followers of a commit, before it " +
      "tells them in a message of its own.",
    source: "assumption, so that followers trail by about 2 ms (claim R2; a few ms: LEADBLOG)",
  }),
  appendBatch: count({
    default: 64,
    meaning: "Most records in one append that brings a lagging follower up.",
    source: "assumption",
  }),
  resend: duration({
    default: ms(20),
    meaning: "How soon a leader sends records again that a follower refused or did not get.",
    source: "assumption: several round trips between zones",
  }),
  checkpointEvery: count({
    default: 10_000,
    meaning: "Records applied between two checkpoints of the B-tree, below which the log is cut.",
    source: "assumption; an unarchived log is some hundred MB in ATC '22, §5.1",
  }),
  retainedRecords: count({
    default: 5_000,
    meaning: "Records kept below a checkpoint, so that a lagging follower needs no full copy.",
    source: "assumption",
  }),
  writeQuorum: count({
    default: 2,
    meaning:
      "How many of three disks must hold a write before it is answered. Elections still go by the " +
      "majority; 2 stands for the majority of whatever members there are.",
    source: "ATC '22, §6.1 (two of three); no caller can choose it, so anything else is ablation",
    caution: "1 loses acknowledged writes with the leader; 3 stops writes with any one replica.",
  }),
  followInterval: duration({
    default: seconds(1),
    meaning: "How often a leader logs how far global indexes and the stream have followed its log.",
    source: "assumption: what a new leader passes on once more is what came in so long",
  }),
  handOver: onOff({
    default: true,
    meaning: "A storage node that will be updated hands its leadership over beforehand.",
    source: "ATC '22, §6.4",
  }),
  handOverPatience: duration({
    default: ms(500),
    meaning: "How long a leader that hands over waits for its successor to have the whole log.",
    source: "assumption",
  }),
  recoveryRetry: duration({
    default: seconds(1),
    meaning: "How often a wiped replica asks its group again for what it lost.",
    source: "assumption",
  }),
  nodeReadService: duration({
    default: us(20),
    meaning: "Processor time of a storage node for one read unit.",
    source:
      "assumption: 50,000 read units a second a node (as for the balancing of nodes; AWS publishes none)",
  }),
  nodeWriteService: duration({
    default: us(50),
    meaning: "Processor time of a storage node for one write unit, at the leader.",
    source:
      "assumption: 20,000 write units a second a node (as for the balancing of nodes; AWS publishes none)",
  }),
  routerService: duration({
    default: ms(0.2),
    meaning: "Processor time a request router spends on one request, authorisation cached.",
    source: "assumption; ATC '22 gives none",
  }),
  routerPatience: duration({
    default: ms(300),
    meaning: "How long a router waits for a replica before it takes it for dead and tries another.",
    source: "assumption: far above the slowest ordinary answer, below the client's time-out",
  }),
  routerRetry: duration({
    default: ms(20),
    meaning: "How long a router that was told 'not the leader' waits before it asks again.",
    source: "assumption",
  }),
  routerGivesUp: duration({
    default: ms(900),
    meaning: "After this long a router answers a request it could not place with an error.",
    source: "assumption: just below the client's time-out of 1 s",
  }),
  eventualReadsAtLeader: share({
    default: 1 / 3,
    meaning: "Share of eventually consistent reads that the router sends to the leader.",
    source: "assumption: uniform over three storage replicas (ATC '22, §3: any replica)",
  }),
  routeRefresh: choice({
    words: ["on-every-hit", "on-miss"],
    default: "on-every-hit",
    meaning:
      "Whether a router looks every route up again with each use, so that metadata load does not " +
      "depend on its cache, or only what its cache lacks.",
    source: "ATC '22, §6.6; on-miss is the design before MemDS",
    caution: "on-miss makes cold caches a storm on the metadata service.",
  }),
  routeExpiry: share({
    default: 0.0025,
    meaning: "With on-miss: share of the uses of a cached route that find it expired.",
    source: "ATC '22, §6.6: a hit rate of about 99.75 %",
  }),
  routesCached: count({
    default: 100_000,
    meaning: "Most routes in a router's cache; the one learnt first makes room.",
    source: "assumption: far above what a scenario's tables have",
  }),
  lookUpHedge: duration({
    default: ms(5),
    meaning: "How long a request waits for a metadata server before the router asks another one.",
    source:
      "assumption: several round trips between zones; hedging as in AWS, re:Invent 2025, DAT436",
  }),
  metadataService: duration({
    default: ms(0.3),
    meaning: "Processor time of a metadata server for one look-up.",
    source: "assumption; ATC '22 gives none",
  }),
  metadataPush: duration({
    default: ms(50),
    meaning: "Median delay after which a change of a route is passed on to all metadata servers.",
    source: "assumption; ATC '22, §6.6 says that changes reach all, without a figure",
  }),
  metadataPushSlow: duration({
    default: ms(500),
    meaning: "The same at p99.",
    source: "assumption",
  }),
  metadataRepeat: duration({
    default: seconds(1),
    meaning: "How often a metadata server repeats a change to those that have not confirmed it.",
    source: "assumption: twice the p99 of passing a change on",
  }),
  balancerService: duration({
    default: ms(0.01),
    meaning: "Processor time of a load balancer for one message, there or back.",
    source:
      "assumption: client to router and back takes 0.4 ms through it, nearly all of it the network",
  }),
  balancerPatience: duration({
    default: ms(1_200),
    meaning: "Silence after which a load balancer takes a router for dead: it answers nothing.",
    source: "assumption: above `routerGivesUp`, by which a router has answered everything",
  }),
  balancerRest: duration({
    default: seconds(5),
    meaning: "How long a load balancer passes over a silent router before it tries it again.",
    source: "assumption: the shortest interval of public load balancers' health checks",
  }),
  ...splitSettings,
  ...admissionSettings,
  ...healingSettings,
  ...transactionSettings,
  ...streamSettings,
  ...indexSettings,
  ...globalTableSettings,
  ...expirySettings,
} as const;

/** The settings in force, and the mistakes that are switched on. */
export type Config = Values<typeof settings> & { readonly bugs: readonly Bug[] };

/** The defaults of the table, changed where `changes` says so. */
export const configure = (changes: Partial<Config> = {}): Config => ({
  ...defaults(settings),
  bugs: [],
  ...changes,
});
