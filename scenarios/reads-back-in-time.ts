import { neverBackInTime } from "../properties/histories/never-back-in-time.ts";
import { prefixed, uniformKeys } from "../sim/client/keys.ts";
import { closedLoop } from "../sim/client/workload.ts";
import { slowLink } from "../sim/faults/slow-link.ts";
import { constant } from "../sim/kernel/distribution.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, scenario } from "./scenario.ts";

const source = "claim U4; developer guide, read consistency; Terry et al., PDIS 1994";

const system = fleet({
  tables: [
    {
      name: "orders",
      capacity: { mode: "on-demand" },
      indexes: [{ name: "by-customer", key: "customer" }],
    },
  ],
});

/**
 * On an ordinary day a follower learns of a commit about when the writer does, so that hardly a read
 * is early enough to see less. Records for zone c are late here.
 */
const slowToOneZone = slowLink({
  delay: ms(20),
  jitter: ms(10),
  between: [["storage-a-1"], ["storage-c-1"]],
  from: ms(100),
  until: ms(1_200),
});

export default scenario({
  name: "reads-back-in-time",
  question: "Can what a client reads be older than what it wrote or read before?",
  source,
  claims: ["U4"],
  figures: {
    U4: [
      "strongUnlikeOwnWrites",
      "strongBackInTime",
      "eventualUnlikeOwnWrites",
      "eventualBackInTime",
      "indexUnlikeOwnWrites",
      "indexBackInTime",
    ],
  },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 2 })),
    ...region,
  },
  // Everybody asks as fast as they are answered, and all about the same few items.
  workload: closedLoop({
    perClient: 6,
    think: constant(ms(8)),
    mix: { put: 0.3, get: 0.5, query: 0.2 },
    reads: { strong: 0.5 },
    keys: uniformKeys({ keys: 4 }),
    table: "orders",
    attributes: [
      {
        name: "customer",
        values: prefixed({ prefix: "customer-", keys: uniformKeys({ keys: 2 }) }),
        stays: true,
      },
    ],
    queries: { wants: { kind: "all" }, index: { name: "by-customer", by: "customer" } },
  }),
  faults: [],
  duration: seconds(1.2),
  settle: seconds(3),
  seeds: { first: 1, count: 50 },

  cases: [
    {
      name: "an ordinary day",
      system,
      expect: [
        holds(neverBackInTime("strong")),
        breaks(neverBackInTime("index"), "an index is 10 ms behind and more"),
      ],
    },
    {
      name: "a slow link to one zone",
      system,
      faults: [slowToOneZone],
      expect: [
        holds(neverBackInTime("strong")),
        breaks(neverBackInTime("eventual"), "one replica in three is 20 ms behind"),
        breaks(neverBackInTime("index"), "an index is behind as before"),
      ],
    },
  ],
});
