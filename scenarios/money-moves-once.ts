import { noItemIsPreparedForever } from "../properties/finals/no-item-is-prepared-forever.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { moneyMovesOnce } from "../properties/histories/money-moves-once.ts";
import { sumsAreConstant } from "../properties/histories/sums-are-constant.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import type { Mix } from "../sim/client/mix.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { packetLoss } from "../sim/faults/packet-loss.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const source =
  "developer guide, transactions (idempotency), condition expressions; ATC '23, §3; claim U3";

const bank = { name: "bank", capacity: { mode: "on-demand" }, partitions: 3 } as const;

const system = fleet({ tables: [bank], transactions: true, balancerRest: ms(300) });

const accounts = 12;

interface Way {
  readonly token?: boolean;
  readonly checked?: boolean;
}

/** 25 transfers a second between 12 accounts. */
const load = (mix: Partial<Mix>, { token = true, checked = true }: Way = {}) =>
  openLoop({
    arrivals: poisson({ perSecond: 25 }),
    mix,
    keys: uniformKeys({ keys: accounts }),
    valueBytes: 100,
    table: "bank",
    transactions: {
      items: accounts,
      token,
      writes: { accounts, opening: 100, amount: 1, checked },
    },
  });

const zones = ["a", "b", "c"];

/**
 * Answers get lost, so that clients ask again for what is already done; a leader and, one after the
 * other, all coordinators die.
 */
const hardships = [
  ...zones.map((zone) =>
    packetLoss({
      share: 0.1,
      between: [[`clients-${zone}`], [`balancer-${zone}`]],
      from: seconds(3),
      until: seconds(11),
    }),
  ),
  crash({ machine: "storage-a-1", from: seconds(4), until: seconds(7) }),
  ...zones.map((zone, index) =>
    crash({
      machine: `coordinator-${zone}-1`,
      from: seconds(3 + 2 * index),
      until: ms(3_500 + 2_000 * index),
    }),
  ),
];

export default scenario({
  name: "money-moves-once",
  question: "A transfer is sent again because its answer was lost: does the money move once?",
  source,
  claims: ["U3"],
  figures: { U3: ["transactWrites", "transactWritesDone", "retries"] },

  topology: {
    zones: zones.map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  faults: hardships,
  duration: seconds(12),
  // Long enough for the slowest retry, the recovery of a stalled transaction, and a scan.
  settle: seconds(30),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "by a transaction",
      system,
      workload: load({ transactWrite: 0.8, transactGet: 0.2 }),
      expect: [
        holds(moneyMovesOnce),
        holds(sumsAreConstant),
        holds(linearizable),
        holds(noItemIsPreparedForever),
        reached("transaction-committed", 50),
      ],
    },
    {
      name: "by conditions",
      system,
      workload: load({ move: 1 }),
      expect: [holds(moneyMovesOnce), holds(sumsAreConstant), holds(linearizable)],
    },
    {
      name: "by unconditional writes",
      system,
      workload: load({ move: 1 }, { checked: false }),
      expect: [breaks(sumsAreConstant, "a put of what was read undoes whatever came between")],
    },
    {
      name: "by a transaction, sent again without a token",
      system,
      workload: load({ transactWrite: 1 }, { token: false }),
      expect: [
        breaks(moneyMovesOnce, "nothing tells the second attempt from a second transfer"),
        holds(sumsAreConstant),
      ],
    },
  ],
});
