import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { clockDrift } from "../sim/faults/clock-drift.ts";
import { cut } from "../sim/faults/cut.ts";
import { seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const apart = cut({ groups: [["a"], ["b", "c"]], from: seconds(15), until: seconds(25) });

/** The leader's clock loses time, by so many µs a second. */
const slowClock = (partsPerMillion: number) =>
  clockDrift({
    machine: "storage-a",
    partsPerMillion: -partsPerMillion,
    from: seconds(1),
    until: seconds(30),
  });

/**
 * The leader believes in its lease by its own clock. Cut off with some clients, it goes on
 * answering their strong reads until that clock says that the lease is over.
 */
export default scenario({
  name: "clock-drift-against-a-lease",
  question: "The leader's clock runs slow: how slow may it be before strong reads are wrong?",
  source: "ATC '22, §6.2 (leader lease); Ongaro 2014, §6.4.1 (leases need bounded clock drift)",
  claims: ["R3", "W3"],
  figures: { R3: ["strongReadOk", "acknowledged"], W3: ["leaderships", "servingOverlap"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 10 },
      { name: "b", machines: 1, clients: 10 },
      { name: "c", machines: 1, clients: 10 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 600 }),
    writes: 0.5,
    reads: "strong",
    keys: zipf({ keys: 20, exponent: 0.99 }),
  }),
  faults: [],
  duration: seconds(35),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "1 % slow, within the bound",
      system: dynamodb({ firstLeader: "a" }),
      // 1 % of a lease of 2 s is 20 ms; the leader stops 50 ms early.
      faults: [slowClock(10_000), apart],
      expect: [holds(linearizable), holds(acknowledgedWritesSurvive), reached("election-won", 2)],
    },
    {
      name: "15 % slow, beyond it",
      system: dynamodb({ firstLeader: "a" }),
      // 1.95 s of that clock last 2.29 s: for 0.29 s two replicas believe that they may serve.
      faults: [slowClock(150_000), apart],
      expect: [
        breaks(linearizable, "the old leader answers from before the new leader's writes"),
        holds(acknowledgedWritesSurvive),
      ],
      breaksInvariants: {
        "lease-exclusion": "a lease cannot bound what a clock outside its bound measures",
      },
    },
  ],
});
