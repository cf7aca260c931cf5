import { within } from "../properties/figures/figures.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { cut } from "../sim/faults/cut.ts";
import { pause } from "../sim/faults/pause.ts";
import { seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const never = within(
  "servingOverlap",
  { atMost: 0 },
  "By the simulation's clock, which no replica can see, no two of them ever serve at once.",
  "claim W3; ATC '22, §3, §6.2",
);

/** Every zone is cut off, then every machine paused, then crashed: some of them lead at the time. */
const hardships = ["a", "b", "c"].flatMap((zone, index) => {
  const others = ["a", "b", "c"].filter((other) => other !== zone);
  const from = (start: number) => seconds(start + 5 * index);
  const machine = `storage-${zone}`;
  return [
    cut({ groups: [[zone], others], from: from(2), until: from(5) }),
    pause({ machine, from: from(17), until: from(19.5) }),
    crash({ machine, from: from(32), until: from(34.5) }),
  ];
});

export default scenario({
  name: "one-leader-at-a-time",
  question: "Leaders are cut off, paused and killed: do two replicas ever serve at the same time?",
  source: "ATC '22, §3 (leader lease), §6.2 (a new leader waits for the old lease)",
  claims: ["W3"],
  figures: { W3: ["leaderships", "servingOverlap"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 3 },
      { name: "b", machines: 1, clients: 3 },
      { name: "c", machines: 1, clients: 3 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 60 }),
    writes: 0.5,
    reads: "strong",
    keys: zipf({ keys: 20, exponent: 0.99 }),
  }),
  faults: hardships,
  duration: seconds(47),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "waiting for the old lease",
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(never),
        holds(linearizable),
        holds(acknowledgedWritesSurvive),
        // The first cut takes the leader, and so do others whoever follows it.
        reached("leader-serves", 3),
      ],
    },
    {
      name: "not waiting",
      system: dynamodb({ firstLeader: "a", bugs: ["no-lease-wait"] }),
      expect: [
        // Detection is over 0.85 s after the cut at the earliest, the lease 1.95 s at the latest.
        breaks(never, "the leader that is cut off serves until its lease runs out, as it may"),
        holds(acknowledgedWritesSurvive),
      ],
      breaksInvariants: { "lease-exclusion": "two leases are in force" },
    },
  ],
});
