import { archiveIsWhole } from "../properties/finals/archive-is-whole.ts";
import { groupsAreWhole } from "../properties/finals/groups-are-whole.ts";
import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { routesConverge } from "../properties/finals/routes-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { restart } from "../sim/faults/restart.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { holds, reached, scenario } from "./scenario.ts";

/**
 * Small enough to be copied, and close enough to its limit to be split, within seconds. A node that
 * leads two of the four partitions, as one does when another is lost, has too much to do.
 */
const hurried = {
  splitSize: 120_100_000,
  splitWatch: seconds(1),
  splitAtLeast: seconds(2),
  splitAtMost: seconds(5),
  unarchivedLog: 30_000_000,
  archivePeriod: seconds(3),
  scrubPeriod: seconds(10),
  updateTime: seconds(10),
  nodeWriteCapacity: 150,
  balanceAfter: seconds(2),
};

/** A split, a node lost, replicas built anew and a node updated, in hardships of the seed's own. */
export default scenario({
  name: "all-at-once",
  question: "Splits, lost nodes, moves and updates all at once: does any promise break?",
  source: "ATC '22, §4.3, §4.4, §5, §6.4; swarm testing (Groce et al. 2012)",
  claims: ["F5", "W5", "O1"],
  figures: {
    F5: ["groupsHealed", "fullyReplicatedAfter"],
    W5: ["acknowledged", "lost"],
    O1: ["elections", "longestOutage"],
  },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 3, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 150 }),
    mix: { get: 0.4, put: 0.4, conditionalPut: 0.1, update: 0.05, delete: 0.05 },
    reads: { strong: 0.8 },
    keys: zipf({ keys: 400, exponent: 0.5 }),
    valueBytes: 4_000,
    table: "orders",
  }),
  faults: [
    crash({ machine: "storage-a-1", from: seconds(4), until: seconds(24) }),
    restart({ machine: "storage-b-2", from: seconds(8), until: seconds(10) }),
  ],
  swarm: { intensity: 1 },
  duration: seconds(30),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      system: fleet({
        tables: [
          { name: "orders", capacity: { mode: "on-demand" }, partitions: 4, bytes: 480_000_000 },
        ],
        updates: [{ node: "storage-b-2", at: seconds(7.5) }],
        ...hurried,
      }),
      expect: [
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        holds(groupsAreWhole),
        holds(routesConverge),
        holds(replicasConverge),
        holds(archiveIsWhole),
        reached("split-applied", 3),
        reached("log-replica-joined"),
        reached("replica-healed"),
        reached("node-drained"),
        reached("move-done"),
      ],
    },
  ],
});
