import { within } from "../properties/figures/figures.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, type Case, holds, reached, scenario } from "./scenario.ts";

const dies = seconds(3.2);

/**
 * A lease is renewed every 0.5 s, so when the leader dies it has between L - 0.5 s and L to run. In
 * the meantime the others suspect it (1 to 1.25 s after its last heartbeat, which was up to 0.25 s
 * ago), ask each other (up to 0.1 s) and elect (up to 0.1 s): 0.75 to 1.45 s, and 0.3 s longer if both
 * stood. The outage is the longer of the two; and for routers to find out, 0.3 s more if both of them
 * have just asked the dead one again, and 0.1 s for whatever comes next.
 */
const bounds = (lease: number) => ({
  atLeast: Math.max(lease - 0.5, 0.75) * 1_000,
  atMost: Math.max(lease, 1.75) * 1_000 + 400,
});

const arithmetic = (lease: number) =>
  within(
    "longestOutage",
    bounds(lease),
    `With a lease of ${lease} s the outage is the longer of the old lease and of detection.`,
    "claim F2; ATC '22, §6.2",
  );

const unplanned = (lease: number, shorter: number | undefined): Case => ({
  name: `lease of ${lease} s`,
  system: dynamodb({ firstLeader: "a", leaderLease: seconds(lease) }),
  expect: [
    holds(arithmetic(lease)),
    holds(acknowledgedWritesSurvive),
    reached("election-won", 2),
    ...(shorter === undefined
      ? []
      : [
          breaks(
            outageAtMost(ms(bounds(shorter).atMost)),
            `nobody may serve until the lease of ${lease} s has run out`,
          ),
        ]),
  ],
});

export default scenario({
  name: "outage-by-lease-length",
  question:
    "A leader dies: how long is a partition without writes, and what does the lease decide?",
  source: "ATC '22, §6.2 (wait for the old lease), §6.4 (leadership relinquished before updates)",
  claims: ["F2"],
  figures: { F2: ["longestOutage", "ninesPerMonth"] },

  topology: {
    zones: [
      { name: "a", machines: 1 },
      { name: "b", machines: 1, clients: 5 },
      { name: "c", machines: 1, clients: 5 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    writes: 1,
    keys: zipf({ keys: 100, exponent: 0.99 }),
  }),
  faults: [crash({ machine: "storage-a", from: dies, until: seconds(14.5) })],
  duration: seconds(15),
  seeds: { first: 1, count: 200 },

  cases: [
    unplanned(2, undefined),
    unplanned(1, undefined),
    unplanned(4, 2),
    unplanned(10, 4),
    {
      name: "planned, handed over",
      system: dynamodb({ firstLeader: "a", drains: [{ zone: "a", at: seconds(2.7) }] }),
      expect: [
        // Two round trips and two flushes, some 3 ms; a router asks again after 20 ms.
        holds(outageAtMost(ms(200))),
        holds(acknowledgedWritesSurvive),
        reached("handed-over"),
      ],
    },
  ],
});
