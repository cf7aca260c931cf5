import { within } from "../properties/figures/figures.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { duplication } from "../sim/faults/duplication.ts";
import { slowLink } from "../sim/faults/slow-link.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const inOrder = within(
  "writesOutOfOrder",
  { atMost: 0 },
  "Of each key, committed writes stand in the log once, in the order in which they reached a leader.",
  "claim U1; ATC '22, §3 (the leader of the key's replication group)",
);

const whole = { from: seconds(1), until: seconds(12) };

/**
 * Writes of few keys meet at the leader, mixed up by slow links that let them overtake one another,
 * and copied by the network: copies travel on their own, and come when others have written since.
 */
export default scenario({
  name: "one-leader-orders-all-writes",
  question: "Writes of one key come from everywhere: does the log keep the order of their arrival?",
  source: "ATC '22, §3 (all writes of a key pass the leader, which logs and replicates them)",
  claims: ["U1"],
  figures: { U1: ["writesOrdered", "writesOutOfOrder"] },

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 4 },
      { name: "b", machines: 1, clients: 4 },
      { name: "c", machines: 1, clients: 4 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    mix: { get: 0.3, put: 0.5, update: 0.2 },
    reads: "strong",
    keys: zipf({ keys: 6, exponent: 0.8 }),
  }),
  faults: [
    duplication({ share: 0.2, ...whole }),
    slowLink({ delay: ms(20), jitter: ms(18), ...whole }),
    crash({ machine: "storage-a", from: seconds(5), until: seconds(8) }),
  ],
  duration: seconds(12),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      name: "copies ignored",
      system: dynamodb({ firstLeader: "a" }),
      expect: [
        holds(inOrder),
        holds(linearizable),
        reached("election-won", 2),
        reached("copy-ignored", 20),
      ],
    },
    {
      name: "copies carried out",
      system: dynamodb({ firstLeader: "a", bugs: ["no-duplicate-filter"] }),
      expect: [
        breaks(inOrder, "a copy is logged once more, behind what has come since"),
        breaks(linearizable, "an old value is back after a newer one"),
      ],
    },
  ],
});
