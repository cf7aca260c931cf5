import { timesThatOf, within } from "../properties/figures/figures.ts";
import { refusedByName } from "../properties/histories/refused-by-name.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { ms, us } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, type Case, type Expectation, holds, reached, scenario } from "./scenario.ts";

const source = "developer guide, burst and adaptive capacity (3,000 and 1,000); ATC '22, §4.2";
const published = { reads: 3_000, writes: 1_000 } as const;

/** So many times what a partition gives: three strong reads for each write, a unit each. */
const asked = (times: number) =>
  openLoop({
    arrivals: poisson({ perSecond: (published.reads + published.writes) * times }),
    writes: 0.25,
    reads: "strong",
    keys: uniformKeys({ keys: 500 }),
    table: "orders",
    retries: false,
  });

const region1 = (admission: FleetOptions["admission"]) =>
  fleet({
    tables: [
      {
        name: "orders",
        // The table's own limits are out of the way: 80,000 reads and writes a second.
        capacity: { mode: "on-demand", peakRead: 40_000, peakWrite: 40_000 },
      },
    ],
    tableQuota: 80_000,
    nodeReadService: us(70),
    nodeWriteService: us(210),
    ...(admission === undefined ? {} : { admission }),
  });

const kept = (what: "write" | "strongRead") =>
  timesThatOf(
    "half the limits",
    `${what}LatencyP99`,
    { atMost: 1.1 },
    "What is admitted is as fast as in a partition at rest.",
    "ATC '22, §4.2 (predictable performance); claim H1",
  );

/** The limit a second, and the second's worth that is at hand when the load begins. */
const capped = (what: "writes" | "reads") =>
  within(
    `${what}Admitted`,
    { atLeast: published[what], atMost: published[what] * (1 + 1 / lasts) },
    "A partition serves what is published, and a second's worth that it had at hand.",
    source,
  );

const named = refusedByName({
  exception: "ThrottlingException",
  read: "TableReadKeyRangeThroughputExceeded",
  write: "TableWriteKeyRangeThroughputExceeded",
  within: ms(20),
});

const lasts = 2;
const fast: readonly Expectation[] = [holds(kept("write")), holds(kept("strongRead"))];
const throttled: readonly Expectation[] = [
  ...fast,
  holds(capped("writes")),
  holds(capped("reads")),
  holds(named),
  reached("throttled-by-partition", 1_000),
];

const loaded = (name: string, times: number, expect: readonly Expectation[]): Case => ({
  name,
  system: region1("gac"),
  workload: asked(times),
  expect,
});

export default scenario({
  name: "admission-keeps-latency",
  question: "What becomes of a partition's latency when it is asked for more than it gives?",
  source,
  claims: ["H1"],

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 4 })),
    ...region,
  },
  workload: asked(1),
  faults: [],
  duration: ms(lasts * 1_000),
  settle: ms(1_000),
  seeds: { first: 1, count: 20 },

  cases: [
    loaded("half the limits", 0.5, []),
    loaded("at the limits", 1, fast),
    loaded("twice the limits", 2, throttled),
    loaded("three times the limits", 3, throttled),
    {
      name: "twice the limits, no admission control",
      system: region1("none"),
      workload: asked(2),
      expect: [breaks(kept("write"), "x"), breaks(kept("strongRead"), "x")],
    },
    {
      name: "three times the limits, no admission control",
      system: region1("none"),
      workload: asked(3),
      expect: [breaks(kept("write"), "x"), breaks(kept("strongRead"), "x")],
    },
  ],
});
