import { within } from "../properties/figures/figures.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import type { Mix } from "../sim/client/mix.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { holds, scenario } from "./scenario.ts";

const source = "Idziorek et al., USENIX ATC '23, §5.3 (Fig. 7, Fig. 8)";

const table = { name: "orders", capacity: { mode: "on-demand" }, partitions: 6 } as const;

/** Nobody is in anybody's way: 80 requests a second over 100,000 items. */
const load = (mix: Partial<Mix>) =>
  openLoop({
    arrivals: poisson({ perSecond: 80 }),
    mix,
    reads: "strong",
    keys: uniformKeys({ keys: 100_000 }),
    table: "orders",
    transactions: { items: 1 },
  });

const system = fleet({ tables: [table], transactions: true });

/** Entry in the ledger, prepare, decision, commit: four writes to a quorum, one after the other. */
const fourWrites = within(
  "transactWriteToWrite",
  { atLeast: 3.5, atMost: 4.5 },
  "A write transaction of one item takes about four times as long as a put.",
  source,
);
/** Two rounds, and the way to the coordinator; client and router meet once. */
const twoReads = within(
  "transactGetToGet",
  { atLeast: 1.7, atMost: 2 },
  "A read transaction of one item takes slightly less than two strong reads.",
  source,
);

export default scenario({
  name: "transaction-cost",
  question: "How much longer does a transaction of one item take than a put or a get of it?",
  source,
  claims: ["T2"],
  figures: {
    T2: ["transactWriteToWrite", "transactWriteLatencyP50", "writeLatencyP50", "writeUnits"],
  },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  faults: [],
  duration: seconds(8),
  settle: seconds(3),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "writes",
      system,
      workload: load({ put: 0.5, transactWrite: 0.5 }),
      expect: [holds(allServed), holds(fourWrites)],
    },
    {
      name: "reads",
      system,
      workload: load({ get: 0.45, transactGet: 0.45, put: 0.1 }),
      expect: [holds(allServed), holds(twoReads)],
    },
  ],
});
