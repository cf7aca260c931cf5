import { noItemIsPreparedForever } from "../properties/finals/no-item-is-prepared-forever.ts";
import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { sumsAreConstant } from "../properties/histories/sums-are-constant.ts";
import { transactionsSerializable } from "../properties/histories/transactions-serializable.ts";
import { transactionsAreAtomic } from "../properties/invariants/transactions-are-atomic.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { type Duration, ms, seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const source = "Idziorek et al., USENIX ATC '23, §3 (protocol), §3.5 (recovery)";

const bank = { name: "bank", capacity: { mode: "on-demand" }, partitions: 3 } as const;
const orders = { name: "orders", capacity: { mode: "on-demand" }, partitions: 3 } as const;

const system = (changes: Partial<FleetOptions> = {}) =>
  fleet({ tables: [bank, orders], transactions: true, balancerRest: ms(300), ...changes });

/** Money moves between ten accounts, and somebody looks at all of them at once. */
const moving = openLoop({
  arrivals: poisson({ perSecond: 30 }),
  mix: { transactWrite: 0.7, transactGet: 0.3 },
  keys: uniformKeys({ keys: 10 }),
  table: "bank",
  transactions: { items: 10, writes: { accounts: 10, opening: 100, amount: 1 } },
});

/** Transactions over three of forty items, and single requests among them. */
const ordering = openLoop({
  arrivals: poisson({ perSecond: 50 }),
  mix: { transactWrite: 0.4, transactGet: 0.2, put: 0.2, get: 0.2 },
  reads: "strong",
  keys: uniformKeys({ keys: 40 }),
  table: "orders",
  transactions: { items: 3 },
});

const zones = ["a", "b", "c"];

/**
 * Each coordinator dies every 450 ms, at whatever step its transactions are, for 80 ms: 48 times in
 * all. A transaction takes 10 ms, and 40 a second are begun: 0.13 of them on each coordinator, so
 * that some six die half done.
 */
const dying = zones.flatMap((zone, index) =>
  Array.from({ length: 16 }, (_, time) => {
    const from = ms(1_000 + 150 * index + 450 * time);
    const until = (from + ms(80)) as Duration;
    return crash({ machine: `coordinator-${zone}-1`, from, until });
  }),
);

export default scenario({
  name: "transactions-with-dying-coordinators",
  question: "Coordinators die in the middle of transactions: is one ever half done?",
  source,
  claims: ["T1"],
  figures: {
    T1: ["transactWrites", "transactWritesDone", "transactGetsDone", "cancelledShare"],
  },

  topology: {
    zones: zones.map((name) => ({ name, machines: 2 })),
    ...region,
  },
  tenants: [
    { name: "bank", workload: moving, zones: { a: 1, b: 1, c: 1 } },
    { name: "shop", workload: ordering, zones: { a: 1, b: 1, c: 1 } },
  ],
  faults: dying,
  duration: seconds(9),
  // Recovery takes a stalled transaction's 5 s, and a scan of the ledger every 10 s.
  settle: seconds(20),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "coordinators die",
      system: system(),
      expect: [
        holds(transactionsAreAtomic),
        holds(transactionsSerializable),
        holds(sumsAreConstant),
        holds(linearizable),
        holds(noItemIsPreparedForever),
        holds(replicasConverge),
        reached("transaction-committed", 100),
        reached("transaction-recovered"),
      ],
    },
    {
      name: "commit without prepare",
      system: system({ bugs: ["commit-without-prepare"] }),
      breaksInvariants: {
        "stamps-rise": "what is recovered late writes over whatever has come since",
      },
      expect: [
        breaks(
          sumsAreConstant,
          "nothing tells a reader that one account is written and the other not yet",
        ),
      ],
    },
    {
      name: "no recovery",
      system: system({ bugs: ["no-recovery"] }),
      expect: [
        breaks(
          noItemIsPreparedForever,
          "what a dead coordinator had prepared waits for a decision that nobody takes",
        ),
      ],
    },
  ],
});
