import { consumersAgreeWithTables } from "../properties/finals/consumers-agree-with-tables.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { type Duration, ms, seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import type { ConsumerMistake } from "../sim/systems/dynamodb/streams/consumer/spec.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const system = (mistake?: ConsumerMistake) =>
  fleet({
    tables: [
      {
        name: "accounts",
        capacity: { mode: "on-demand" },
        partitions: 3,
        stream: { view: "new-and-old-images" },
      },
    ],
    // A batch takes half of the time between two polls: a crash often comes into the middle of one.
    consumerWork: ms(120),
    consumers: [
      {
        name: "totals",
        table: "accounts",
        zone: "a",
        kind: "aggregate",
        batch: 20,
        ...(mistake === undefined ? {} : { mistake }),
      },
      { name: "copies", table: "accounts", zone: "b", kind: "archive", batch: 20 },
    ],
  });

/** Both consumers die again and again, each time at another point of their work. */
const deaths = [...Array(9).keys()].map((death) => {
  const from = (seconds(1) + death * ms(1_270)) as Duration;
  const machine = death % 3 === 2 ? "copies" : "totals";
  return crash({ machine, from, until: (from + ms(100 + 37 * death)) as Duration });
});

/** Whatever it has applied is on its disk with the place up to which it has read. */
export default scenario({
  name: "stream-aggregate",
  question: "Consumers of a stream crash and read again: is the aggregate still the table's own?",
  source: "developer guide, Streams; Lambda developer guide (at least once); claim S2",
  claims: ["S2"],
  figures: { S2: ["streamApplied", "streamReplayed", "streamLagP50", "streamLagP99"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 120 }),
    mix: { update: 0.5, put: 0.3, delete: 0.2 },
    keys: uniformKeys({ keys: 90 }),
    table: "accounts",
  }),
  faults: [...deaths, crash({ machine: "storage-b-1", from: seconds(4), until: seconds(6) })],
  duration: seconds(12),
  settle: seconds(6),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "applied and noted together",
      system: system(),
      expect: [holds(consumersAgreeWithTables), reached("consumer-resumed", 6)],
    },
    {
      name: "noted first",
      system: system("checkpoint-first"),
      expect: [breaks(consumersAgreeWithTables, "what was noted and not yet applied is skipped")],
    },
    {
      name: "applied first",
      system: system("apply-first"),
      expect: [breaks(consumersAgreeWithTables, "what was applied and not yet noted counts twice")],
    },
  ],
});
