import { collectionsWithinLimit } from "../properties/finals/collections-within-limit.ts";
import { neverBackInTime } from "../properties/histories/never-back-in-time.ts";
import { collectionsStayWhole } from "../properties/invariants/collections-stay-whole.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { drawnSorts } from "../sim/client/sort-keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { seconds } from "../sim/kernel/time.ts";
import type { Config } from "../sim/systems/dynamodb/config.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const source = "developer guide, LSI";

const system = (settings: Partial<Config> = {}) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        sorted: true,
        indexes: [{ name: "by-total", kind: "local", sort: "total" }],
      },
    ],
    ...settings,
  });

export default scenario({
  name: "local-index-reads",
  question: "What does an index in the table's own partitions give, and what does it cost?",
  source,
  claims: ["U4"],
  figures: { U4: ["strongBackInTime", "strongUnlikeOwnWrites"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 90 }),
    mix: { put: 0.6, query: 0.4 },
    reads: "strong",
    keys: uniformKeys({ keys: 4 }),
    sort: drawnSorts({ of: 60 }),
    table: "orders",
    attributes: [{ name: "total", values: { kind: "numbers", below: 50 } }],
    queries: { wants: { kind: "newest", count: 10 }, index: { name: "by-total", reads: "strong" } },
    retries: false,
  }),
  faults: [],
  duration: seconds(8),
  settle: seconds(4),
  seeds: { first: 1, count: 50 },

  cases: [
    {
      name: "a leader dies",
      system: system(),
      faults: [crash({ machine: "storage-a-1", from: seconds(2), until: seconds(5) })],
      expect: [holds(neverBackInTime("strong")), reached("election-won")],
    },
    {
      name: "a partition splits",
      system: system({
        splitSize: 60_000,
        splitWatch: seconds(1),
        splitAtLeast: seconds(1),
        splitAtMost: seconds(2),
      }),
      expect: [
        holds(neverBackInTime("strong")),
        holds(collectionsStayWhole),
        reached("split-applied"),
      ],
    },
    {
      name: "collections of 40 KB at most",
      system: system({ collectionLimit: 40_000 }),
      expect: [holds(collectionsWithinLimit), reached("collection-full", 10)],
    },
    {
      name: "the limit forgotten",
      system: system({ collectionLimit: 40_000, bugs: ["collection-grows-on"] }),
      expect: [breaks(collectionsWithinLimit, "items of one partition key come without end")],
    },
  ],
});
