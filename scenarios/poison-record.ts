import { consumersCaughtUp } from "../properties/finals/consumers-caught-up.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { hotSpot, uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import type { ConsumerSpec } from "../sim/systems/dynamodb/streams/consumer/spec.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** Its code fails on every change of one item. */
const system = (spec: Partial<ConsumerSpec>) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        partitions: 2,
        stream: { view: "new-and-old-images" },
      },
    ],
    consumerRetry: ms(100),
    consumers: [
      { name: "mail", table: "orders", zone: "a", kind: "archive", poison: "key-poison", ...spec },
    ],
  });

/** One item in twenty writes or so, on one of the two shards. */
export default scenario({
  name: "poison-record",
  question: "A consumer fails on one item: does it stand still, and what does it take to go on?",
  source: "Lambda developer guide, with DynamoDB (retries, bisection, destination of failures)",
  claims: ["S2"],

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    writes: 1,
    keys: hotSpot({ share: 0.02, of: ["key-poison"], others: uniformKeys({ keys: 100 }) }),
    table: "orders",
  }),
  faults: [],
  duration: seconds(8),
  settle: seconds(8),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "halved and put aside",
      system: system({ retries: 2, bisect: true }),
      expect: [holds(consumersCaughtUp), reached("records-put-aside", 3)],
    },
    {
      name: "put aside by the batch",
      system: system({ retries: 2 }),
      expect: [holds(consumersCaughtUp), reached("records-put-aside")],
    },
    {
      name: "tried again endlessly",
      system: system({}),
      expect: [
        breaks(consumersCaughtUp, "a batch that fails blocks its shard"),
        reached("batch-failed", 5),
      ],
    },
  ],
});
