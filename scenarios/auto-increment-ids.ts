import { timesThatOf, within } from "../properties/figures/figures.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { handedOut, type KeyChoice, uniformKeys } from "../sim/client/keys.ts";
import { type SortChoice, timeSortable } from "../sim/client/sort-keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { leadingNode } from "../sim/systems/dynamodb/leading-node.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const source = "claim W6; developer guide, choosing a partition key";

/** Ids of 30 bits stand for UUIDs: among 1,200 two are the same in one run of 1,500. */
const uuids = uniformKeys({ keys: 1 << 30 });
const partitions = 12;
/** A tenth of the published 1,000, so that ten times fewer requests show it. */
const partitionWriteLimit = 100;

const zones = ["a", "b", "c"].map((name) => ({ name, machines: 4, clients: 3 }));
const orders = { name: "orders", capacity: { mode: "on-demand" }, partitions } as const;

const table = (sorted: boolean) => fleet({ tables: [{ ...orders, sorted }], partitionWriteLimit });

interface Load {
  readonly perSecond: number;
  readonly keys: KeyChoice;
  readonly sort?: SortChoice;
}

/** What is refused stays refused, so that rates are those of the load. */
const inserts = ({ perSecond, keys, sort }: Load) =>
  openLoop({
    arrivals: poisson({ perSecond }),
    mix: { put: 1 },
    keys,
    ...(sort === undefined ? {} : { sort }),
    table: "orders",
    retries: false,
  });

const fast = 300;
const slow = 60;

const spread = within(
  "writePartitions",
  { atLeast: partitions },
  "Writes reach every partition.",
  source,
);
/** A twelfth is 8.3 %; the busiest of twelve draws of 600 to 1,200 stays below twice that. */
const even = within(
  "busiestPartition",
  { atMost: 2 / partitions },
  "No partition takes twice its share of the writes.",
  source,
);
const throttledBy = (share: number) =>
  within(
    "throttledShare",
    { atLeast: share },
    "The partition that hands out ids refuses what exceeds its limit.",
    source,
  );
/** The counter's bucket is full at first, so it hands out 100 ids and 100 a second: 500 in 4 s. */
const more = timesThatOf(
  "one counter",
  "putsPerSecond",
  { atLeast: 2 },
  "Without a counter more than twice as many orders are inserted.",
  source,
);

/** Twelve nodes lead a partition each: with this one ids stop, and of the orders a twelfth. */
const leaderOfTheCounter = leadingNode(zones, [orders], { table: "orders", key: "next-id" });
const lost = [crash({ machine: leaderOfTheCounter, from: seconds(1), until: seconds(4) })];

export default scenario({
  name: "auto-increment-ids",
  question:
    "Ids from a counter, or ids that nobody hands out: how many inserts, and what may stop?",
  source,
  claims: ["W6"],
  figures: {
    W6: ["putsPerSecond", "throttledShare", "writePartitions", "busiestPartition", "longestOutage"],
  },

  topology: {
    zones,
    ...region,
  },
  faults: [],
  duration: seconds(4),
  settle: seconds(6),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "one counter",
      system: table(false),
      workload: inserts({ perSecond: fast, keys: handedOut() }),
      expect: [
        holds(linearizable),
        // Of 1,200 asks for an id 500 are answered, and 500 orders written: 700 refused of 1,700.
        holds(throttledBy(0.35)),
        breaks(
          even,
          "every insert writes the counter first: more than half of all writes are one item's",
        ),
      ],
    },
    {
      name: "UUIDs as partition key",
      system: table(false),
      workload: inserts({ perSecond: fast, keys: uuids }),
      expect: [holds(allServed), holds(spread), holds(even), holds(more)],
    },
    {
      name: "ULIDs as sort key",
      system: table(true),
      workload: inserts({
        perSecond: fast,
        keys: uniformKeys({ keys: 1_000 }),
        sort: timeSortable,
      }),
      expect: [holds(allServed), holds(spread), holds(even), holds(more)],
    },
    {
      name: "one counter, its leader dies",
      system: table(false),
      workload: inserts({ perSecond: slow, keys: handedOut() }),
      faults: lost,
      expect: [
        holds(linearizable),
        breaks(outageAtMost(ms(500)), "nobody gets an id until the counter has a new leader"),
        reached("election-won"),
      ],
    },
    {
      // 11 of 12 partitions go on: 55 writes a second; a gap of 500 ms has a chance of e^-27.
      name: "UUIDs as partition key, the same node dies",
      system: table(false),
      workload: inserts({ perSecond: slow, keys: uuids }),
      faults: lost,
      expect: [holds(linearizable), holds(outageAtMost(ms(500))), reached("election-won")],
    },
  ],
});
