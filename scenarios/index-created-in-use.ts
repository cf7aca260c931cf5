import { indexesConverge } from "../properties/finals/indexes-converge.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { prefixed, uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import type { Bug } from "../sim/systems/dynamodb/bugs.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** The index is created when the table has been written to for three seconds. */
const system = (bugs: readonly Bug[] = []) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        partitions: 2,
        indexes: [{ name: "by-customer", key: "customer", from: seconds(3) }],
      },
    ],
    bugs,
  });

export default scenario({
  name: "index-created-in-use",
  question: "Can an index be added to a table that is written to meanwhile?",
  source: "developer guide, managing GSIs (backfill: live writes go to the index as well)",
  claims: ["K3"],
  figures: { K3: ["acknowledged", "indexEntries"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 60 }),
    mix: { put: 0.85, delete: 0.15 },
    keys: uniformKeys({ keys: 150 }),
    table: "orders",
    attributes: [
      {
        name: "customer",
        values: prefixed({ prefix: "customer-", keys: uniformKeys({ keys: 20 }) }),
        absent: 0.1,
      },
    ],
  }),
  faults: [],
  duration: seconds(8),
  settle: seconds(6),
  seeds: { first: 1, count: 50 },

  cases: [
    {
      name: "an ordinary day",
      system: system(),
      expect: [holds(indexesConverge), reached("index-partition-scanned", 2)],
    },
    {
      name: "a leader dies at the scan",
      system: system(),
      faults: [crash({ machine: "storage-a-1", from: ms(3_004), until: seconds(6) })],
      expect: [holds(indexesConverge), reached("index-partition-scanned", 2)],
    },
    {
      name: "the scan overwrites",
      system: system(["backfill-forgets-what-it-had"]),
      breaksInvariants: {
        "index-shows-what-was-written": "the scan names a position that no write has",
      },
      expect: [breaks(indexesConverge, "no later write changes an entry that the scan has made")],
    },
  ],
});
