import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys, zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { oneWayCut } from "../sim/faults/one-way-cut.ts";
import { slowLink } from "../sim/faults/slow-link.ts";
import { wipe } from "../sim/faults/wipe.ts";
import { type Duration, ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const names = ["a", "b", "c"];
const before = (instant: Duration, count: number): Duration => (instant - ms(count)) as Duration;

/**
 * Eight machines die, one after the other, whoever leads among them. In its last 0.1 s one of the
 * others hears nothing from it: so that one lacks the newest writes, and may yet be elected.
 */
const deaths = Array.from({ length: 8 }, (_, index) => {
  const machine = `storage-${names[index % 3]}`;
  const deaf = `storage-${names[(index + 1 + (index % 2)) % 3]}`;
  const from = seconds(3 + 4 * index);
  return [
    oneWayCut({ senders: [machine], receivers: [deaf], from: before(from, 100), until: from }),
    crash({ machine, from, until: (from + seconds(2.6)) as Duration }),
  ];
}).flat();

/**
 * The worst death for what comes after. Zone b is 50 ms away, and c has been deaf to the leader for
 * 80 ms when b becomes so too: the writes of that time are at a and b, and answered, but b does not
 * know that they are committed. Then a is lost with its disk, and c suspects it first.
 */
const deafToo = seconds(5);
const worst = [
  slowLink({
    delay: ms(50),
    jitter: ms(0),
    between: [["storage-a"], ["storage-b"]],
    from: seconds(3),
    until: seconds(5.2),
  }),
  oneWayCut({
    senders: ["storage-a"],
    receivers: ["storage-c"],
    from: before(deafToo, 80),
    until: seconds(5.2),
  }),
  oneWayCut({
    senders: ["storage-a"],
    receivers: ["storage-b"],
    from: deafToo,
    until: seconds(5.2),
  }),
  wipe({ machine: "storage-a", from: seconds(5.12), until: seconds(9) }),
];

/** So many keys, and so few writes afterwards, that most of what is lost is not written anew. */
const short = openLoop({
  arrivals: poisson({ perSecond: 100, rates: [{ from: seconds(8), perSecond: 0 }] }),
  writes: 0.7,
  reads: "strong",
  keys: uniformKeys({ keys: 400 }),
});

/** Whoever suspects the leader first stands first. */
const soon = { firstLeader: "a", askPeersBeforeStanding: false };

export default scenario({
  name: "election-keeps-committed-writes",
  question: "Leaders die again and again: does each successor have every committed write?",
  source: "ATC '22, §3 (Multi-Paxos among the replicas); Lamport 2001, §2.2 (what to propose)",
  claims: ["F1"],
  figures: { F1: ["elections", "acknowledged", "lost", "longestOutage"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 3 },
      { name: "b", machines: 1, clients: 3 },
      { name: "c", machines: 1, clients: 3 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    writes: 0.7,
    reads: "strong",
    keys: zipf({ keys: 100, exponent: 0.6 }),
  }),
  faults: deaths,
  duration: seconds(36),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "eight deaths",
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        // Lease 2 s from its last renewal; then up to 1 s until what timed out is tried again.
        holds(outageAtMost(seconds(3))),
        holds(replicasConverge),
        reached("election-won", 3),
      ],
    },
    {
      name: "the worst death",
      system: dynamodb(soon),
      faults: worst,
      workload: short,
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        holds(replicasConverge),
        reached("election-won", 2),
      ],
    },
    {
      name: "the worst death, not catching up",
      system: dynamodb({ ...soon, bugs: ["elect-without-catching-up"] }),
      faults: worst,
      workload: short,
      expect: [
        breaks(acknowledgedWritesSurvive, "the successor leads without what it never heard of"),
        breaks(linearizable, "reads step back to before the writes that are gone"),
      ],
      breaksInvariants: {
        "logs-agree": "the successor puts records of its own where others were committed",
        "leader-has-all-committed": "it begins to serve behind what was committed before",
      },
    },
  ],
});
