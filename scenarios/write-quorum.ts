import { timesThatOf, within } from "../properties/figures/figures.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { oneWayCut } from "../sim/faults/one-way-cut.ts";
import { slowDisk } from "../sim/faults/slow-disk.ts";
import { zoneOutage } from "../sim/faults/zone-outage.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/**
 * A leader has its own disk, X (lognormal, 0.10 ms in the median, 0.8 at p99), and each follower two
 * ways and a disk, Y (0.40 and 0.8 each way): in the median 0.95 ms. One of three is then
 * min(X, Y, Y), two the middle one, three the largest: medians by numerical convolution are 0.10,
 * 0.845 and 1.075 ms. Sending and writing 900 bytes adds some 5 µs, and waiting for the disk as much.
 */
const median = (from: number, to: number) =>
  within(
    "commitLatencyP50",
    { atLeast: from, atMost: to },
    `From log to commit a write takes ${from} to ${to} ms in the median.`,
    "order statistics of the disk's and the links' distributions",
  );

/** A median against that of an undisturbed case. */
const slower = (than: string, bounds: { atLeast?: number; atMost?: number }) =>
  timesThatOf(
    than,
    "commitLatencyP50",
    bounds,
    "What one slow disk of a follower does to the median of writes.",
    "claim W4: the slowest of three is not waited for",
  );

const slow = slowDisk({ machine: "storage-c", factor: 30, from: seconds(0), until: seconds(8) });

/** A zone that goes dark loses its links to the other storage nodes 0.3 s before its power. */
const dark = { from: seconds(3), until: seconds(8) };
const lostZone = [
  oneWayCut({
    senders: ["storage-a"],
    receivers: ["storage-b", "storage-c"],
    from: ms(2_700),
    until: dark.from,
  }),
  zoneOutage({ zone: "a", ...dark }),
];

const leading = { firstLeader: "a" };

export default scenario({
  name: "write-quorum",
  question: "Why two of three logs: what would waiting for one, or for all, gain and cost?",
  source: "ATC '22, §3, §6.1 (write quorum of two of three)",
  claims: ["W4"],
  figures: { W4: ["commitLatencyP50", "commitLatencyP99", "writeLatencyP50", "writeLatencyP99"] },

  topology: {
    zones: [
      { name: "a", machines: 1 },
      { name: "b", machines: 1, clients: 6 },
      { name: "c", machines: 1, clients: 6 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 150 }),
    writes: 1,
    keys: zipf({ keys: 200, exponent: 0.99 }),
  }),
  faults: [],
  duration: seconds(8),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "two of three",
      system: dynamodb(leading),
      expect: [holds(median(0.8, 0.92)), reached("write-acknowledged", 900)],
    },
    {
      name: "one of three",
      system: dynamodb({ ...leading, writeQuorum: 1 }),
      expect: [holds(median(0.09, 0.13)), breaks(median(0.8, 0.92), "no follower is waited for")],
      breaksInvariants: { "acknowledged-is-durable": "one disk is no majority" },
    },
    {
      name: "three of three",
      system: dynamodb({ ...leading, writeQuorum: 3 }),
      expect: [holds(median(1.02, 1.16)), breaks(median(0.8, 0.92), "the slowest is waited for")],
    },
    {
      // Left are X and one Y, and the larger of the two: 0.95 ms.
      name: "two of three, a slow disk",
      system: dynamodb(leading),
      faults: [slow],
      expect: [holds(slower("two of three", { atMost: 1.25 }))],
    },
    {
      // The slow disk takes 3 ms in the median, and more as writes queue for it.
      name: "three of three, a slow disk",
      system: dynamodb({ ...leading, writeQuorum: 3 }),
      faults: [slow],
      expect: [
        breaks(slower("three of three", { atMost: 1.25 }), "every write waits for the slow disk"),
      ],
    },
    {
      name: "two of three, the leader's zone lost",
      system: dynamodb(leading),
      faults: lostZone,
      expect: [holds(acknowledgedWritesSurvive), reached("election-won", 2)],
    },
    {
      name: "one of three, the leader's zone lost",
      system: dynamodb({ ...leading, writeQuorum: 1 }),
      faults: lostZone,
      expect: [
        breaks(acknowledgedWritesSurvive, "what the leader alone had was answered in that 0.3 s"),
      ],
      breaksInvariants: {
        "acknowledged-is-durable": "one disk is no majority",
        "logs-agree": "its successor has other records where it had committed its own",
        "leader-has-all-committed": "its successor never heard of what it had committed alone",
      },
    },
  ],
});
