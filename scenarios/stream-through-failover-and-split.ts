import { within } from "../properties/figures/figures.ts";
import { consumersAgreeWithTables } from "../properties/finals/consumers-agree-with-tables.ts";
import { streamIsExact } from "../properties/invariants/stream-is-exact.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import type { ConsumerMistake } from "../sim/systems/dynamodb/streams/consumer/spec.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** Two partitions that are nearly full split while leaders die; two consumers follow. */
const orders = (mistake?: ConsumerMistake, changes: Partial<FleetOptions> = {}) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        partitions: 2,
        bytes: 2 * 9_990_000_000,
        stream: { view: "new-and-old-images" },
      },
    ],
    splitSize: 9_990_040_000,
    splitWatch: seconds(1),
    splitAtLeast: seconds(2),
    splitAtMost: seconds(4),
    consumers: [
      {
        name: "totals",
        table: "orders",
        zone: "b",
        kind: "aggregate",
        ...(mistake === undefined ? {} : { mistake }),
      },
      { name: "copies", table: "orders", zone: "c", kind: "archive" },
    ],
    ...changes,
  });

const inOrder = within(
  "streamMisordered",
  { atMost: 0 },
  "No consumer applies a change behind a later one of the same item.",
  "developer guide, Streams (a parent's records before its children's)",
);

/** Few items, so that each is changed on both sides of a split, and by several leaders. */
export default scenario({
  name: "stream-through-failover-and-split",
  question:
    "Leaders die and partitions split: does the stream still have every change once, in order?",
  source: "developer guide, Streams; claim S1",
  claims: ["S1"],
  figures: { S1: ["streamApplied", "streamMisordered", "streamReplayed", "streamLagP50"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 3 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 150 }),
    mix: { put: 0.4, update: 0.3, delete: 0.15, get: 0.15 },
    keys: zipf({ keys: 60, exponent: 0.6 }),
    valueBytes: 3_000,
    table: "orders",
  }),
  faults: [
    crash({ machine: "storage-a-1", from: seconds(3), until: seconds(6) }),
    crash({ machine: "storage-b-1", from: seconds(8), until: seconds(11) }),
    crash({ machine: "streams-a", from: seconds(5), until: ms(5_700) }),
    crash({ machine: "streams-c", from: seconds(12), until: ms(12_500) }),
  ],
  duration: seconds(16),
  settle: seconds(8),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "parents first",
      system: orders(),
      expect: [
        holds(streamIsExact),
        holds(inOrder),
        holds(consumersAgreeWithTables),
        reached("split-applied", 3),
        reached("election-won"),
        reached("shard-read-out", 2),
      ],
    },
    {
      name: "children beside their parents",
      // A consumer that has fallen behind has both to read.
      system: orders("no-lineage", { consumerWork: ms(400) }),
      expect: [breaks(inOrder, "a child's records are read before its parent's are read out")],
    },
  ],
});
