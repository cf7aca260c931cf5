import { indexesConverge } from "../properties/finals/indexes-converge.ts";
import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { poisson } from "../sim/client/arrivals.ts";
import type { AttributeChoice } from "../sim/client/attributes.ts";
import { prefixed, uniformKeys, zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { pause } from "../sim/faults/pause.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import type { TableSpec } from "../sim/systems/dynamodb/tables.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** Few values, so that items move between the partitions of the index, and one in five without. */
const attributes: readonly AttributeChoice[] = [
  {
    name: "customer",
    values: prefixed({ prefix: "customer-", keys: uniformKeys({ keys: 12 }) }),
    absent: 0.2,
  },
  { name: "total", values: { kind: "numbers", below: 100 } },
];

const orders: TableSpec = {
  name: "orders",
  capacity: { mode: "on-demand" },
  partitions: 2,
  indexes: [
    { name: "by-customer", key: "customer", sort: "total", partitions: 2 },
    { name: "of-customer", key: "customer", projection: "keys-only" },
  ],
};

/** The leader of either partition dies in the middle of the load, then everything at once. */
const crashes = [
  crash({ machine: "storage-a-1", from: seconds(2), until: ms(3_500) }),
  crash({ machine: "storage-b-1", from: seconds(5), until: seconds(7) }),
  crash({ machine: "router-a-1", from: ms(5_500), until: seconds(6) }),
];

/** Every partition is cut in two as soon as it holds 18 KB. */
const splits = {
  splitSize: 18_000,
  splitWatch: seconds(1),
  splitAtLeast: seconds(1),
  splitAtMost: seconds(2),
};

/**
 * A leader's machine stands still until another one leads and has passed on what it had not, and
 * more; then it wakes, and sends what it was about to.
 */
const standstill = ["a", "b", "c"].map((zone, turn) =>
  pause({
    machine: `storage-${zone}-1`,
    from: seconds(1 + 3 * turn),
    until: ms(3_800 + 3_000 * turn),
  }),
);

export default scenario({
  name: "index-under-weather",
  question: "Does an index come to show its table, whoever crashes and whatever splits meanwhile?",
  source: "developer guide, GSI; AWS re:Invent 2018, DAT321 (log propagator)",
  claims: ["K3"],
  figures: { K3: ["acknowledged", "elections"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 60 }),
    mix: { put: 0.7, delete: 0.1, query: 0.2 },
    reads: "strong",
    keys: zipf({ keys: 60, exponent: 0.6 }),
    table: "orders",
    attributes,
    queries: { wants: { kind: "all" }, index: { name: "by-customer", by: "customer" } },
  }),
  faults: [],
  duration: seconds(10),
  seeds: { first: 1, count: 50 },

  cases: [
    {
      name: "leaders crash",
      system: fleet({ tables: [orders] }),
      faults: crashes,
      expect: [
        holds(indexesConverge),
        holds(replicasConverge),
        holds(acknowledgedWritesSurvive),
        reached("election-won"),
      ],
    },
    {
      name: "partitions split",
      system: fleet({ tables: [orders], ...splits }),
      faults: crashes,
      expect: [holds(indexesConverge), holds(replicasConverge), reached("split-applied")],
    },
    {
      name: "leaders stand still",
      system: fleet({ tables: [orders] }),
      faults: standstill,
      expect: [holds(indexesConverge), holds(replicasConverge), reached("election-won")],
    },
    {
      name: "sources forgotten",
      system: fleet({ tables: [orders], bugs: ["removed-entry-comes-back"] }),
      faults: standstill,
      expect: [breaks(indexesConverge, "who wakes undoes what its successor has passed on")],
    },
  ],
});
