import { timesThatOf, within } from "../properties/figures/figures.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { unitsAgree } from "../properties/histories/units-agree.ts";
import { readRequestLog } from "../sim/client/recorded-log.ts";
import { recorded } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { breaks, holds, scenario } from "./scenario.ts";

const source = "developer guide, read and write operations; prices of us-east-1, 2026";

/** On both sides of the steps of 1 KB and 4 KB. */
const sizes = [1, 1_023, 1_024, 1_025, 2_048, 4_095, 4_096, 4_097, 8_192, 8_193];

/** In each of the seconds given so many rounds: every size written, then every size read. */
function rounds(times: number, inSeconds: readonly number[]) {
  const lines = ["time_us,op,key,bytes"];
  for (const second of inSeconds) {
    for (const [start, op] of [
      [0, "set"],
      [500_000, "get"],
    ] as const) {
      for (let turn = 0; turn < times * sizes.length; turn += 1) {
        const size = sizes[turn % sizes.length]!;
        const at = second * 1_000_000 + start + turn * 1_000;
        lines.push(`${at},${op},item-of-${size},${size}`);
      }
    }
  }
  return recorded({ log: readRequestLog(lines) });
}

const tenSeconds = Array.from({ length: 10 }, (_, second) => second);

/** 1 + 1 + 1 + 2 + 2 + 4 + 4 + 5 + 8 + 9 write units a round, and 1 x 7 + 2 + 2 + 3 read units. */
const [writeUnits, readUnits] = [37, 14];
/** Millionths of a dollar for ten rounds: 10 x (37 x 0.625 + 14 x 0.125) = 248.75. */
const tenRounds = 10 * (writeUnits * 0.625 + readUnits * 0.125);

const costs = (times: number) =>
  within(
    "onDemandCost",
    { atLeast: times * tenRounds, atMost: times * tenRounds },
    "The bill is what the sizes say, to the nanodollar.",
    source,
  );
const timesAsMuch = (times: number) =>
  timesThatOf(
    "1x",
    "onDemandCost",
    { atLeast: times, atMost: times },
    "So many times the traffic costs exactly so many times as much.",
    source,
  );
/** 0.00065 $ an hour for what costs 3,600 x 0.000000625 $: 28.9 % of it, if all is used. */
const cheaperAhead = within(
  "provisionedToOnDemand",
  { atLeast: 0.288, atMost: 0.29 },
  "Capacity that is all used costs 28.9 % of the same units on demand.",
  source,
);

/** Recorded requests, so that twice the traffic is exactly twice. One group: a unit is a unit. */
export default scenario({
  name: "billing",
  question: "Can the bill be told beforehand, and when is capacity bought ahead the cheaper one?",
  source,
  claims: ["H7"],
  figures: {
    H7: ["units", "predictedUnits", "onDemandCost", "provisionedCost", "provisionedToOnDemand"],
  },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 1 })),
    ...region,
  },
  workload: rounds(1, tenSeconds),
  faults: [],
  duration: seconds(11),
  settle: seconds(2),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "1x",
      system: dynamodb(),
      expect: [holds(allServed), holds(unitsAgree), holds(costs(1)), holds(cheaperAhead)],
    },
    {
      name: "2x",
      system: dynamodb(),
      workload: rounds(2, tenSeconds),
      expect: [
        holds(allServed),
        holds(unitsAgree),
        holds(costs(2)),
        holds(timesAsMuch(2)),
        holds(cheaperAhead),
      ],
    },
    {
      name: "4x",
      system: dynamodb(),
      workload: rounds(4, tenSeconds),
      expect: [
        holds(allServed),
        holds(unitsAgree),
        holds(costs(4)),
        holds(timesAsMuch(4)),
        holds(cheaperAhead),
      ],
    },
    {
      // The ten rounds of "1x" in two of eleven seconds: 18 % of what was bought is used, and
      // 0.289 / 0.18 = 1.6 times the price on demand is paid for it.
      name: "1x, in two bursts",
      system: dynamodb(),
      workload: rounds(5, [0, 10]),
      expect: [
        holds(allServed),
        holds(unitsAgree),
        holds(costs(1)),
        breaks(cheaperAhead, "capacity for the busiest second is paid for in the others, too"),
        holds(
          within(
            "provisionedToOnDemand",
            { atLeast: 1.58, atMost: 1.6 },
            "Below 28.9 % of use, on demand is the cheaper one.",
            source,
          ),
        ),
      ],
    },
  ],
});
