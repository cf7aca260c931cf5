import { atMost } from "../properties/finals/at-most.ts";
import { groupsAreWhole } from "../properties/finals/groups-are-whole.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { answeredWithin } from "../properties/histories/answered-within.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { restart } from "../sim/faults/restart.ts";
import { type Duration, ms, seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** Six nodes, one after the other, each down for 2 s; drained half a second before. */
const turns = ["a-1", "b-1", "c-1", "a-2", "b-2", "c-2"].map((name, index) => ({
  node: `storage-${name}`,
  at: seconds(4 + 5 * index),
}));
const updates = turns.map(({ node, at }) => ({ node, at: (at - ms(500)) as Duration }));

const orders = (changes: Partial<FleetOptions> = {}) =>
  fleet({
    tables: [{ name: "orders", capacity: { mode: "on-demand" }, partitions: 6 }],
    ...changes,
  });

/** A router that still asks the node that went down tries another one after 300 ms. */
const noOutage = answeredWithin(ms(450));
const notReplaced = atMost("join-begun", 0, "No replica of a node that is updated is replaced.");
const safe = [holds(linearizable), holds(acknowledgedWritesSurvive), holds(groupsAreWhole)];

/** Every node leads partitions: a key is without its leader whenever one goes down. */
export default scenario({
  name: "updating-a-fleet",
  question:
    "Every storage node of a fleet is updated in turn: what does each one cost its clients?",
  source: "ATC '22, §6.4 (leader replicas relinquish leadership before an update)",
  claims: ["O1"],
  figures: { O1: ["writeLatencyMax", "requestsServed", "elections"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 4 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 150 }),
    writes: 0.5,
    reads: "strong",
    keys: uniformKeys({ keys: 120 }),
    table: "orders",
  }),
  faults: turns.map(({ node, at }) =>
    restart({ machine: node, from: at, until: (at + seconds(2)) as Duration }),
  ),
  duration: seconds(34),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "handing over",
      system: orders({ updates }),
      expect: [holds(noOutage), reached("handed-over", 6), holds(notReplaced), ...safe],
    },
    {
      name: "killed",
      system: orders(),
      expect: [breaks(noOutage, "the successor waits until the old lease is over"), ...safe],
    },
  ],
});
