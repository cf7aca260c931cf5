import { within } from "../properties/figures/figures.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { restart } from "../sim/faults/restart.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const source = "ATC '22, §3 (write path), §6.6 (routes)";

const oneHop = within(
  "secondHopShare",
  { atMost: 0 },
  "No request is sent to a second replica: the first one is the leader of the key's partition.",
  source,
);
const everyHit = within(
  "cacheHitShare",
  { atLeast: 1 },
  "Routers find every route in their cache.",
  source,
);
/**
 * Client, load balancer, router, storage node, and the same way back: three messages there, three
 * back. What is under way when the load ends, a request or two of 1,800, is not counted in full.
 */
const sixMessages = within(
  "pathMessagesEach",
  { atLeast: 5.9, atMost: 6 },
  "A request takes six messages between machines, one way and back over three hops.",
  source,
);
/** Two appends, two acknowledgements, and up to two notices of the commit if no append carries it. */
const replication = within(
  "replicationMessagesEach",
  { atLeast: 4, atMost: 6 },
  "A write has its leader and two followers exchange four to six messages.",
  source,
);

const six = {
  tables: [{ name: "orders", capacity: { mode: "on-demand" }, partitions: 6 }],
  routersPerZone: 2,
} as const;

/** 300 requests a second for 6 s: 1,800, over six partitions, led from all three zones. */
export default scenario({
  name: "path-of-a-request",
  question: "How does a request find its leader, and what if the router's route is gone or old?",
  source: "ATC '22, §3, §6.6",
  claims: ["W1"],
  figures: { W1: ["hopsEach", "pathMessagesEach", "secondHopShare", "cacheHitShare"] },

  topology: {
    zones: [
      { name: "a", machines: 2, clients: 3 },
      { name: "b", machines: 2, clients: 3 },
      { name: "c", machines: 2, clients: 3 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 300 }),
    writes: 0.5,
    keys: uniformKeys({ keys: 300 }),
    table: "orders",
  }),
  faults: [],
  duration: seconds(6),
  settle: seconds(5),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "routers know the way",
      system: fleet(six),
      expect: [
        holds(allServed),
        holds(linearizable),
        holds(oneHop),
        holds(everyHit),
        holds(sixMessages),
        holds(replication),
      ],
    },
    {
      // Six routers learn six routes each, one a look-up: at least 36 misses; the answer comes
      // before the request goes on, so that the way itself is no longer.
      name: "routers begin cold",
      system: fleet({ ...six, coldRouters: true }),
      expect: [
        holds(allServed),
        holds(linearizable),
        holds(oneHop),
        holds(sixMessages),
        breaks(everyHit, "an empty cache asks the metadata service once for each partition"),
        reached("cache-miss", 36),
      ],
    },
    {
      // All six at once, in the middle of the load: what they carried is lost and asked again. An
      // answer to a look-up from before the restart spares a miss.
      name: "routers restart",
      system: fleet(six),
      faults: ["a", "b", "c"].flatMap((zone) =>
        [1, 2].map((number) => restart({ machine: `router-${zone}-${number}`, from: seconds(3) })),
      ),
      expect: [
        holds(linearizable),
        holds(oneHop),
        breaks(everyHit, "the cache is memory: a restart empties it"),
        reached("cache-miss", 30),
      ],
    },
    {
      // Each of six nodes leads one of six partitions: a sixth of the routes are old, until routers hear.
      name: "leaders change",
      system: fleet(six),
      faults: [crash({ machine: "storage-a-1", from: seconds(1), until: seconds(8) })],
      expect: [
        holds(linearizable),
        breaks(
          oneHop,
          "a router that has heard of no new leader asks the old one, then another member",
        ),
        reached("election-won"),
        reached("second-hop"),
      ],
    },
  ],
});
