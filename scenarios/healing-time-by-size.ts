import { timesThatOf, within } from "../properties/figures/figures.ts";
import { groupsAreWhole } from "../properties/finals/groups-are-whole.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { seconds } from "../sim/kernel/time.ts";
import { configure } from "../sim/systems/dynamodb/config.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, type Case, holds, reached, scenario } from "./scenario.ts";

const gigabyte = 1_000_000_000;
const terabyte = 1_000 * gigabyte;
/** The storage node is gone from here on. */
const dies = 5;

const orders = (bytes: number, changes: Partial<FleetOptions> = {}, partitions = 1) =>
  fleet({
    tables: [{ name: "orders", capacity: { mode: "on-demand" }, bytes, partitions }],
    // What is too large is left so: its size is the question.
    splitting: false,
    ...changes,
  });

/**
 * Half a day is simulated, so idle machines talk less often than they would: a lost node is missed
 * after 8 s instead of 1 s. Parts of the copy are fewer and larger: 0.16 s of a link each.
 */
const unhurried = {
  heartbeat: seconds(5),
  detection: seconds(8),
  leaderLease: seconds(12),
  leaseRenewal: seconds(3),
  archivePeriod: seconds(600),
  healRetry: seconds(5),
  healthReport: seconds(10),
  nodeDead: seconds(50),
  repairChunk: 200_000_000,
} as const;

const { logRepairRate, unarchivedLog, repairRate } = configure();
/** Seconds that the copies alone take, by the rates that are set. */
const ofTheLog = unarchivedLog / logRepairRate;
const ofAll = (bytes: number): number => bytes / repairRate;
/** To miss the node, to ask for a replica, to be taken in, to look again: a second or two each. */
const overhead = 10;

const source = "ATC '22, §5.1: a log replica in a few seconds, a copy in several minutes";

const slackWithin = (atMost: number) =>
  within(
    "slackRestoredAfter",
    { atLeast: ofTheLog, atMost },
    `Whatever the partition holds, ${unarchivedLog / 1_000_000} MB of log at ` +
      `${logRepairRate / 1_000_000} MB/s are ${ofTheLog} s, and two of three have slack again ` +
      `within ${atMost} s of the crash.`,
    source,
  );

const wholeAfter = (bytes: number) =>
  within(
    "fullyReplicatedAfter",
    { atLeast: ofAll(bytes), atMost: 1.05 * ofAll(bytes) + ofTheLog + overhead },
    `${bytes / gigabyte} GB at ${repairRate / 1_000_000} MB/s are ${ofAll(bytes)} s: three replicas ` +
      "hold everything again within 5 % more, a log replica's time, and some seconds.",
    source,
  );

const inParallel = timesThatOf(
  "1 TB",
  "fullyReplicatedAfter",
  { atMost: 0.02 },
  "The same terabyte, lost as 100 partitions of 10 GB, is whole 50 times sooner.",
  source,
);

/** Light: what is to be seen is the copy. 1,000 requests in all. */
const lasting = (length: number): Pick<Case, "duration" | "workload"> => ({
  duration: seconds(length),
  workload: openLoop({
    arrivals: poisson({ perSecond: 1_000 / length }),
    mix: { put: 0.5, get: 0.5 },
    reads: "strong",
    keys: uniformKeys({ keys: 500 }),
    table: "orders",
  }),
});

const minutes = lasting(500);
const hours = lasting(1.02 * ofAll(terabyte));
const noLogReplicas = { logReplicas: false } as const;
const always = [holds(acknowledgedWritesSurvive), holds(groupsAreWhole)];
const whyLate = "without log replicas there is no slack before all of it is copied";

export default scenario({
  name: "healing-time-by-size",
  question: "A storage node is gone for good: how long is a partition at risk, by what it holds?",
  source,
  claims: ["F5"],
  figures: { F5: ["slackRestoredAfter", "fullyReplicatedAfter"] },

  topology: {
    zones: [
      { name: "a", machines: 3, clients: 1 },
      { name: "b", machines: 1, clients: 1 },
      { name: "c", machines: 1, clients: 1 },
    ],
    ...region,
  },
  // Until the run is over, however long it is.
  faults: [crash({ machine: "storage-a-1", from: seconds(dies), until: seconds(100_000) })],
  duration: seconds(500),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "10 GB",
      system: orders(10 * gigabyte),
      ...minutes,
      expect: [holds(slackWithin(15)), holds(wholeAfter(10 * gigabyte)), ...always],
    },
    {
      name: "10 GB, no log replicas",
      system: orders(10 * gigabyte, noLogReplicas),
      ...minutes,
      expect: [breaks(slackWithin(15), whyLate), holds(wholeAfter(10 * gigabyte)), ...always],
    },
    {
      name: "100 MB",
      system: orders(gigabyte / 10),
      ...lasting(40),
      expect: [holds(slackWithin(15)), holds(wholeAfter(gigabyte / 10)), ...always],
    },
    {
      name: "1 TB",
      system: orders(terabyte, unhurried),
      ...hours,
      expect: [holds(slackWithin(40)), holds(wholeAfter(terabyte)), ...always],
    },
    {
      name: "1 TB, no log replicas",
      system: orders(terabyte, { ...unhurried, ...noLogReplicas }),
      ...hours,
      expect: [breaks(slackWithin(40), whyLate), holds(wholeAfter(terabyte)), ...always],
    },
    {
      // 300 partitions over three nodes a zone: the node that dies has 100 of them.
      name: "1 TB as 100 partitions",
      system: orders(3 * terabyte, { repairChunk: 16_000_000 }, 300),
      ...minutes,
      expect: [
        holds(slackWithin(40)),
        holds(wholeAfter(10 * gigabyte)),
        holds(inParallel),
        reached("replica-healed", 100),
        ...always,
      ],
    },
  ],
});
