/** Every knob of admission control (ATC '22, §4): meaning, unit, default, source. */

import { minutes, ms, seconds, us } from "../../../kernel/time.ts";
import { choice, count, duration, onOff, share, type Values } from "../../../parts/setting.ts";
import type { AdmissionBug } from "./bugs.ts";

export const admissionSettings = {
  admission: choice({
    words: ["gac", "adaptive", "static", "none"],
    default: "gac",
    meaning:
      "Who says how much of a table a partition may serve: global admission control; an even " +
      "division, boosted where it throttles; an even and fixed one; or nobody.",
    source: "ATC '22, §4.2 (gac), §4.1.2 (adaptive), §4 (static); none is a store without it",
  }),
  partitionReadLimit: count({
    default: 3_000,
    meaning: "Read units a second that a replica of a partition serves at most.",
    source: "developer guide, burst and adaptive capacity",
  }),
  partitionWriteLimit: count({
    default: 1_000,
    meaning: "Write units a second that a partition serves at most.",
    source: "developer guide, burst and adaptive capacity",
  }),
  eventualReadsPerReplica: count({
    default: 3_000,
    meaning:
      "Eventual reads of up to 4 KB a second that one replica serves, if it serves no other.",
    source:
      "AWS database blog, scaling DynamoDB, part 2: 9,000 a second were seen on one partition, which " +
      "is this on each of three replicas; 2,000 gives the 6,000 that half units promise",
  }),
  burstSeconds: count({
    default: 300,
    meaning: "Seconds of unused capacity that are kept for a burst.",
    source: "ATC '22, §4.1.1; developer guide",
  }),
  nodeAdmissionService: duration({
    default: us(5),
    meaning: "Processor time of a storage node to admit a request, or to refuse it.",
    source: "assumption: a look at some counters; far below what a request costs",
    caution: "A node that refuses as slowly as it serves protects nobody.",
  }),
  nodeBuckets: onOff({
    default: false,
    meaning: "Whether a storage node has a bucket of its own, which bursts have to ask.",
    source: "ATC '22, §4.1.1; off, as a node's capacity is not published",
  }),
  nodeReadCapacity: count({
    default: 50_000,
    meaning: "Read units a second of one storage node, over all its partitions.",
    source: "assumption; AWS publishes none",
  }),
  nodeWriteCapacity: count({
    default: 20_000,
    meaning: "Write units a second of one storage node, over all its partitions.",
    source: "assumption; AWS publishes none",
  }),
  nodeRoomInterval: duration({
    default: seconds(1),
    meaning: "How often a storage node tells the others how many write units it has to spare.",
    source: "assumption; ATC '22, §4.1.1: the leader collects it periodically",
  }),
  tokenInterval: duration({
    default: seconds(2),
    meaning: "For how long ahead a router is vended tokens, and how often it asks for new ones.",
    source: "assumption; ATC '22, §4.2: in the order of a few seconds",
  }),
  tokenExpiry: duration({
    default: seconds(4),
    meaning: "How long after it asked for them a router may use its tokens.",
    source: "assumption: two intervals; ATC '22, §4.2 says that they are limited in time",
  }),
  tokenSpacing: duration({
    default: ms(100),
    meaning: "Least time between two asks of one router about one table.",
    source: "assumption: a table that is over its capacity must not be asked for on every request",
  }),
  tokenPatience: duration({
    default: ms(200),
    meaning: "How long a router waits for tokens before it asks again.",
    source: "assumption: some hundred round trips between zones",
  }),
  tokenCredit: count({
    default: 100,
    meaning:
      "Units that a router admits of a table for which it has no tokens that are still good, until " +
      "it is answered; they are charged later.",
    source: "assumption: else the first requests to a quiet table would be refused",
  }),
  tokenFallback: choice({
    words: ["last-share", "refuse"],
    default: "last-share",
    meaning:
      "What a router does when its tokens have expired and nobody vends any: goes on with its last " +
      "share of the table, or refuses.",
    source: "assumption, from static stability (ATC '22, §6.5); §4.2 leaves it open",
  }),
  onDemandDoubling: duration({
    default: minutes(30),
    meaning: "How long after a table on demand passed its peak the higher one counts in its place.",
    source: "developer guide, on-demand capacity mode",
  }),
  onDemandPeakWindow: count({
    default: 60,
    meaning: "Seconds over which consumption is averaged to find the peak of a table on demand.",
    source: "assumption; the guide says 'previous peak' alone",
  }),
  tableQuota: count({
    default: 40_000,
    meaning: "Read units, and write units, a second that one table has at most.",
    source: "developer guide, service quotas",
  }),
  accountQuota: count({
    default: 80_000,
    meaning:
      "Read units, and write units, a second that all provisioned tables of one tenant have at most.",
    source: "developer guide, service quotas",
  }),
  tableUpdate: duration({
    default: minutes(2),
    meaning: "How long a change of a provisioned table's throughput takes until it is in force.",
    source: "assumption; developer guide, auto scaling: minutes",
  }),
  consumptionWindow: count({
    default: 60,
    meaning: "Seconds over which a storage node averages what its partitions consume.",
    source: "assumption; ATC '22, §4.3 and §4.4 name no window",
  }),
  splitThreshold: share({
    default: 0.8,
    meaning: "Share of its limit above which a partition's consumption asks for a split.",
    source: "assumption; ATC '22, §4.4 names a threshold without a figure",
  }),
  adaptiveInterval: duration({
    default: seconds(30),
    meaning: "How often adaptive capacity sets the allocations of a table's partitions anew.",
    source: "assumption; ATC '22, §4.1.2 calls it reactive",
  }),
  adaptiveGain: share({
    default: 0.5,
    meaning: "Share of the refused rate by which a throttled partition is boosted in a period.",
    source: "assumption; ATC '22, §4.1.2: proportional",
  }),
  adaptiveDecay: share({
    default: 0.5,
    meaning: "Share of its boost that a partition loses when its table exceeds its total.",
    source: "assumption; ATC '22, §4.1.2: allocations are then decreased",
  }),
} as const;

export type AdmissionConfig = Values<typeof admissionSettings> & {
  /** The mistakes switched on, also those of other rooms. */
  readonly bugs: readonly string[];
};

export const hasBug = (config: AdmissionConfig, bug: AdmissionBug): boolean =>
  config.bugs.length > 0 && config.bugs.includes(bug);
