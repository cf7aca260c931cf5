import { timesThatOf, within } from "../properties/figures/figures.ts";
import { consumersAgreeWithTables } from "../properties/finals/consumers-agree-with-tables.ts";
import { shardsServeTwoReaders } from "../properties/invariants/shards-serve-two-readers.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import type { ConsumerSpec } from "../sim/systems/dynamodb/streams/consumer/spec.ts";
import { breaks, holds, scenario } from "./scenario.ts";

const readers: readonly ConsumerSpec[] = [
  { name: "projection", table: "orders", zone: "a", kind: "aggregate" },
  { name: "messages", table: "orders", zone: "b", kind: "broadcast" },
  { name: "analytics", table: "orders", zone: "c", kind: "archive" },
];

const system = (count: number, hasStream = true) =>
  fleet({
    tables: [
      {
        name: "orders",
        capacity: { mode: "on-demand" },
        partitions: 2,
        ...(hasStream ? { stream: { view: "new-and-old-images" } } : {}),
      },
    ],
    consumers: readers.slice(0, count),
  });

const asFast = (measure: string, bound: number) =>
  timesThatOf(
    "no stream",
    measure,
    { atMost: bound },
    "Writes take as long as they do where nobody follows them.",
    "developer guide, Streams (asynchronous, no effect on the table)",
  );

const writesAsFast = [
  holds(asFast("writeLatencyP50", 1.03)),
  holds(asFast("writeLatencyP99", 1.1)),
];

const noneRefused = within(
  "streamReadsRefused",
  { atMost: 0 },
  "No reader is refused.",
  "developer guide, quotas (2 readers of a shard)",
);

/** The same writes, with none to three applications behind the stream. */
export default scenario({
  name: "stream-readers",
  question: "What do consumers of a stream cost those who write, and what happens to a third one?",
  source: "developer guide, Streams and quotas; claim S3",
  claims: ["S3"],
  figures: { S3: ["writeLatencyP50", "writeLatencyP99"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 3 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 200 }),
    writes: 0.7,
    keys: uniformKeys({ keys: 300 }),
    table: "orders",
  }),
  faults: [],
  duration: seconds(10),
  settle: seconds(4),
  seeds: { first: 1, count: 20 },

  cases: [
    { name: "no stream", system: system(0, false), expect: [] },
    { name: "no reader", system: system(0), expect: writesAsFast },
    {
      name: "one reader",
      system: system(1),
      expect: [...writesAsFast, holds(noneRefused), holds(consumersAgreeWithTables)],
    },
    {
      name: "two readers",
      system: system(2),
      expect: [...writesAsFast, holds(noneRefused), holds(shardsServeTwoReaders)],
    },
    {
      name: "three readers",
      system: system(3),
      expect: [
        ...writesAsFast,
        holds(shardsServeTwoReaders),
        breaks(noneRefused, "a shard serves two at a time"),
      ],
    },
  ],
});
