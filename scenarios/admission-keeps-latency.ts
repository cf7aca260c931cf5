import { timesThatOf, within } from "../properties/figures/figures.ts";
import { refusedByName } from "../properties/histories/refused-by-name.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { ms, seconds, us } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, type Case, type Expectation, holds, scenario, type Tenant } from "./scenario.ts";

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

const zones = { a: 3, b: 3, c: 3 };

/**
 * A partition at rest has a second's worth at hand, which twice its limits use up in a second: what
 * is measured comes after it. "first" is whoever came before.
 */
const steady = (times: number, { from = seconds(0), until = seconds(1) } = {}): Tenant[] => [
  { name: "steady", workload: asked(times), zones, from, until },
];
const afterTheFirstSecond = (times: number): Tenant[] => [
  { name: "first", workload: asked(times), zones, until: ms(1_100) },
  ...steady(times, { from: ms(1_100), until: ms(9_100) }),
];

/**
 * One partition, whose leader's node can do 2.8 times its limits: 3,000 x 60 µs + 1,000 x 180 µs are
 * 36 % of a second. Two and a half times are 90 %, four times 144 %: more than the node has.
 */
const node = (admission: NonNullable<FleetOptions["admission"]>) =>
  fleet({
    // The table's own limits are out of the way: 80,000 reads and writes a second.
    tables: [
      { name: "orders", capacity: { mode: "on-demand", peakRead: 40_000, peakWrite: 40_000 } },
    ],
    tableQuota: 80_000,
    nodeReadService: us(60),
    nodeWriteService: us(180),
    admission,
  });

/**
 * From half the limits to twice, p99 grows by some 4 %, as the node is busier. The p99 of 6,000 reads has
 * a standard error of 2.5 %, as the slowest wait for a page of the disk, and the ratio of two of 3.5 %:
 * that is too near to 10 %. Of 24,000 they are half as large. Writes scatter half as much as reads.
 */
const noFaster = (what: "write" | "read") =>
  timesThatOf(
    "twice the limits",
    `steady.${what}LatencyP99`,
    { atLeast: 0.91 },
    "Half the load is hardly faster than what is admitted of twice the load.",
    "ATC '22, §4.2 (predictable performance); claim H1",
  );

const kept = (what: "write" | "read") =>
  timesThatOf(
    "half the limits",
    `steady.${what}LatencyP99`,
    { atMost: 1.1 },
    "What is admitted is as fast as in a partition that is half idle.",
    "ATC '22, §4.2 (predictable performance); claim H1",
  );

const admitted = (what: "reads" | "writes") =>
  within(
    `steady.${what}Admitted`,
    { atLeast: published[what] * 0.98, atMost: published[what] * 1.02 },
    "A partition gives what is published, and no more.",
    source,
  );

const named = refusedByName({
  exception: "ThrottlingException",
  read: "TableReadKeyRangeThroughputExceeded",
  write: "TableWriteKeyRangeThroughputExceeded",
  within: ms(10),
});

const answered = within(
  "steady.served",
  { atLeast: 0.95 },
  "Nineteen of twenty requests are answered in time.",
  "counter-run: offered load above what the node can do",
);

const counter = (name: string, tenants: readonly Tenant[], more: readonly Expectation[]): Case => ({
  name: `${name}, no admission control`,
  system: node("none"),
  tenants,
  expect: [
    breaks(kept("write"), "whatever comes is taken on, and waits its turn at the processor"),
    breaks(kept("read"), "reads wait behind writes, and behind one another"),
    ...more,
  ],
});

export default scenario({
  name: "admission-keeps-latency",
  question: "What becomes of a partition's latency when it is asked for more than it gives?",
  source,
  claims: ["H1"],
  figures: {
    H1: [
      "steady.readsOffered",
      "steady.readsAdmitted",
      "steady.writesOffered",
      "steady.writesAdmitted",
      "steady.writeLatencyP99",
    ],
  },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1 })),
    ...region,
  },
  faults: [],
  duration: ms(4_000),
  settle: ms(1_000),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "twice the limits",
      system: node("gac"),
      tenants: afterTheFirstSecond(2),
      duration: seconds(10),
      expect: [holds(admitted("writes")), holds(admitted("reads")), holds(named)],
    },
    {
      name: "half the limits",
      system: node("gac"),
      tenants: steady(0.5, { until: seconds(16) }),
      duration: seconds(16),
      expect: [holds(noFaster("write")), holds(noFaster("read"))],
    },
    {
      name: "at the limits",
      system: node("gac"),
      tenants: steady(1, { until: seconds(8) }),
      duration: seconds(8),
      expect: [holds(kept("write")), holds(kept("read"))],
    },
    counter("two and a half times the limits", steady(2.5), []),
    counter("four times the limits", steady(4, { until: ms(1_200) }), [
      breaks(answered, "the queue grows by 0.44 s each second, and who has waited gives up"),
    ]),
  ],
});
