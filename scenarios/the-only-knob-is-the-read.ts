import { within } from "../properties/figures/figures.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { noStaleReads } from "../properties/histories/no-stale-reads.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { hotSpot, uniformKeys } from "../sim/client/keys.ts";
import { openLoop, type Reads } from "../sim/client/workload.ts";
import { oneWayCut } from "../sim/faults/one-way-cut.ts";
import { zoneOutage } from "../sim/faults/zone-outage.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** All calls there are; half of the requests go to one key, where staleness shows. */
const load = (reads: Reads) =>
  openLoop({
    arrivals: poisson({ perSecond: 200 }),
    mix: { get: 0.5, put: 0.3, update: 0.1, delete: 0.04, query: 0.04, scan: 0.02 },
    reads,
    keys: hotSpot({ share: 0.5, of: ["hot"], others: uniformKeys({ keys: 50 }) }),
  });

/** The links between storage nodes go 0.3 s before the power of the leader's zone. */
const lostZone = [
  oneWayCut({
    senders: ["storage-a"],
    receivers: ["storage-b", "storage-c"],
    from: ms(2_700),
    until: seconds(3),
  }),
  zoneOutage({ zone: "a", from: seconds(3), until: seconds(9) }),
];

const failOver = outageAtMost(seconds(3));
const costs = (measure: string, units: number) =>
  within(
    measure,
    { atLeast: units, atMost: units },
    "A strong read of up to 4 KB costs one unit, an eventual one half of it.",
    "developer guide, read consistency",
  );

/**
 * A caller says get, put, update, delete, query or scan, and of a read whether it is strong: there is
 * no field in which it could ask for N, R or W. What those would do is seen here as an ablation of
 * the whole system; to a caller that may choose them it would look like that, write by write.
 */
export default scenario({
  name: "the-only-knob-is-the-read",
  question:
    "Callers cannot say how many replicas answer: what can they choose, and what is spared?",
  source: "developer guide, read consistency; DeCandia et al. 2007, §4.5 (N, R, W, in contrast)",
  claims: ["W7"],
  figures: {
    W7: [
      "callsThatExist",
      "strongReadLatencyP50",
      "eventualReadLatencyP50",
      "strongReadUnitsEach",
      "eventualReadUnitsEach",
    ],
  },

  topology: {
    zones: [
      { name: "a", machines: 1 },
      { name: "b", machines: 1, clients: 6 },
      { name: "c", machines: 1, clients: 6 },
    ],
    ...region,
  },
  faults: [],
  duration: seconds(9),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "strong and eventual reads",
      system: dynamodb({ firstLeader: "a" }),
      workload: load({ strong: 0.5 }),
      expect: [
        holds(linearizable),
        holds(costs("strongReadUnitsEach", 1)),
        holds(costs("eventualReadUnitsEach", 0.5)),
        breaks(noStaleReads, "the eventual ones among them, at replicas that trail the leader"),
        reached("write-acknowledged", 500),
      ],
    },
    {
      name: "the leader's zone lost",
      system: dynamodb({ firstLeader: "a" }),
      workload: load("strong"),
      faults: lostZone,
      expect: [holds(acknowledgedWritesSurvive), holds(failOver)],
    },
    {
      name: "the leader's zone lost, if W were 1",
      system: dynamodb({ firstLeader: "a", writeQuorum: 1 }),
      workload: load("strong"),
      faults: lostZone,
      expect: [
        breaks(acknowledgedWritesSurvive, "the leader alone had what it answered in that 0.3 s"),
      ],
      breaksInvariants: {
        "acknowledged-is-durable": "one disk is no majority",
        "logs-agree": "its successor has other records where it had committed its own",
        "leader-has-all-committed": "its successor never heard of what it had committed alone",
      },
    },
    {
      name: "the leader's zone lost, if W were 3",
      system: dynamodb({ firstLeader: "a", writeQuorum: 3 }),
      workload: load("strong"),
      faults: lostZone,
      expect: [
        holds(acknowledgedWritesSurvive),
        breaks(failOver, "no write is done until the third replica is back, 6 s later"),
      ],
    },
  ],
});
