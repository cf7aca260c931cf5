import { timesThatOf } from "../properties/figures/figures.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { poisson } from "../sim/client/arrivals.ts";
import type { Mix } from "../sim/client/mix.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { holds, reached, scenario } from "./scenario.ts";

const source = "Idziorek et al., USENIX ATC '23, §5.3 (Fig. 7, Fig. 8)";

const table = { name: "orders", capacity: { mode: "on-demand" }, partitions: 6 } as const;

/** Nobody is in anybody's way: 40 requests a second over 100,000 items. */
const load = (mix: Partial<Mix>) =>
  openLoop({
    arrivals: poisson({ perSecond: 40 }),
    mix,
    keys: uniformKeys({ keys: 100_000 }),
    table: "orders",
    transactions: { items: 1 },
  });

const system = fleet({ tables: [table], transactions: true });

export default scenario({
  name: "transaction-cost",
  question: "How much longer does a transaction of one item take than a put or a get of it?",
  source,
  claims: ["T2"],
  figures: { T2: ["writeLatencyP50", "transactWriteLatencyP50"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  faults: [],
  duration: seconds(6),
  settle: seconds(3),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "puts",
      system,
      workload: load({ put: 1 }),
      expect: [holds(allServed)],
    },
    {
      name: "write transactions of one item",
      system,
      workload: load({ transactWrite: 1 }),
      expect: [reached("transaction-committed", 150)],
    },
  ],
});
