import { within } from "../properties/figures/figures.ts";
import { atMost } from "../properties/finals/at-most.ts";
import { groupsAreWhole } from "../properties/finals/groups-are-whole.ts";
import { partitionsWithinSize } from "../properties/finals/partitions-within-size.ts";
import { routesConverge } from "../properties/finals/routes-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/**
 * A partition writes at most 1 MB a second, so the last of its 10 GB take hours. The run begins just
 * below a threshold just below the limit, and the split works for seconds instead of minutes.
 */
const orders = (changes: Partial<FleetOptions> = {}) =>
  fleet({
    tables: [{ name: "orders", capacity: { mode: "on-demand" }, bytes: 9_990_000_000 }],
    splitSize: 9_992_000_000,
    splitWatch: seconds(1),
    splitAtLeast: seconds(2),
    splitAtMost: seconds(5),
    ...changes,
  });

const pause = within(
  "writeLatencyMax",
  { atMost: 150 },
  "No write waits longer than 150 ms, the cut-over included.",
  "ATC '22, §4.4, names no pause; ours: 20 ms, then an election, then a router's next try",
);

/** Fills one partition of one table, and reads from it all the while. */
export default scenario({
  name: "split-for-size",
  question: "A partition comes to its 10 GB: does it split before, and what do its clients notice?",
  source: "ATC '22, §3, §4; developer guide (quotas)",
  claims: ["W5"],
  figures: { W5: ["writeLatencyMax", "requestsServed", "lost"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 4 },
      { name: "b", machines: 1, clients: 4 },
      { name: "c", machines: 1, clients: 4 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 300 }),
    mix: { put: 0.6, get: 0.4 },
    reads: { strong: 0.5 },
    keys: uniformKeys({ keys: 100_000 }),
    valueBytes: 4_000,
    table: "orders",
  }),
  faults: [],
  duration: seconds(20),
  settle: seconds(5),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      system: orders(),
      expect: [
        holds(partitionsWithinSize),
        reached("split-applied", 3),
        holds(pause),
        holds(allServed),
        holds(linearizable),
        holds(acknowledgedWritesSurvive),
        holds(groupsAreWhole),
        holds(routesConverge),
      ],
    },
    {
      name: "splitting off",
      system: orders({ splitting: false }),
      expect: [
        breaks(partitionsWithinSize, "it goes on taking 0.7 MB a second"),
        holds(atMost("split-begun", 0, "Nothing is split.")),
        holds(groupsAreWhole),
      ],
    },
  ],
});
