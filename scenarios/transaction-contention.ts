import { timesThatOf, within } from "../properties/figures/figures.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import type { Mix } from "../sim/client/mix.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { holds, reached, scenario } from "./scenario.ts";

const source = "Idziorek et al., USENIX ATC '23, §5.4 (Fig. 9 to 11)";

const table = { name: "orders", capacity: { mode: "on-demand" }, partitions: 6 } as const;

const system = fleet({ tables: [table], transactions: true });

/**
 * One item of every transaction is one of four hot ones, where the paper has one of ten and 1,000:
 * 200 transactions a second are 50 for each hot item, as 50,000 are there. Single requests all go
 * to hot items. Nobody tries again.
 */
const load = (perSecond: number, mix: Partial<Mix>) =>
  openLoop({
    arrivals: poisson({ perSecond }),
    mix,
    reads: "strong",
    keys: uniformKeys({ keys: 4 }),
    table: "orders",
    transactions: { items: 2, hot: 1, others: uniformKeys({ keys: 100_000 }), writes: "update" },
    retries: false,
  });

const slow = 50;
const fast = 200;

const mixA = { transactWrite: 1 };
const mixB = { transactWrite: 0.5, transactGet: 0.5 };
const mixC = { transactWrite: 0.25, transactGet: 0.25, update: 0.25, get: 0.25 };

/**
 * Each hot item is a server that turns away who comes while it is busy: with L write transactions a
 * second and h = 4 ms from prepare to commit, a share of Lh / (1 + Lh): 17 % at 50 a second, 5 % at
 * 12.5. Half the write transactions make half of that, and 0.55 of it at the higher load.
 */
const growsWithLoad = (name: string) =>
  timesThatOf(
    name,
    "cancelledShare",
    { atLeast: 1.5 },
    "The more there is to do, the more is cancelled.",
    source,
  );
const aboutHalf = timesThatOf(
  "A, fast",
  "cancelledShare",
  { atLeast: 0.35, atMost: 0.75 },
  "Half reads, half writes are cancelled about half as often as writes alone.",
  source,
);
const lowest = timesThatOf(
  "B, fast",
  "cancelledShare",
  { atMost: 0.9 },
  "With single requests among them the fewest are cancelled.",
  source,
);
const readsPass = within(
  "singleReadsCancelledShare",
  { atMost: 0 },
  "A single read is never cancelled.",
  source,
);
const writesAlike = within(
  "singleToTransactWritesCancelled",
  { atLeast: 0.33, atMost: 3 },
  "A single write is cancelled about as often as a write transaction.",
  source,
);

export default scenario({
  name: "transaction-contention",
  question: "How often is a transaction cancelled because others want the same items?",
  source,
  claims: ["T3"],
  figures: { T3: ["cancelledShare", "transactWritesCancelledShare", "transactWrites"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  faults: [],
  duration: seconds(7),
  settle: seconds(3),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "A, slow",
      system,
      workload: load(slow, mixA),
      expect: [reached("transaction-committed", 200)],
    },
    {
      name: "A, fast",
      system,
      workload: load(fast, mixA),
      expect: [holds(growsWithLoad("A, slow")), reached("transaction-canceled", 50)],
    },
    {
      name: "B, fast",
      system,
      workload: load(fast, mixB),
      expect: [holds(aboutHalf)],
    },
    {
      name: "C, fast",
      // Only a quarter are write transactions.
      duration: seconds(16),
      system,
      workload: load(fast, mixC),
      expect: [holds(lowest), holds(readsPass), holds(writesAlike)],
    },
  ],
});
