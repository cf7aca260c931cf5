import { within } from "../properties/figures/figures.ts";
import { indexesConverge } from "../properties/finals/indexes-converge.ts";
import { poisson } from "../sim/client/arrivals.ts";
import type { AttributeChoice } from "../sim/client/attributes.ts";
import { prefixed, sequential, uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import type { IndexSpec } from "../sim/systems/dynamodb/tables.ts";
import { type Case, holds, scenario } from "./scenario.ts";

const source =
  "claim K6; developer guide, GSI; AWS's cost calculator, measured on the service, 2026";

const names = ["by-customer", "by-product", "by-shop", "by-courier", "by-month"] as const;

type Change = "new" | "changed" | "moved" | "untouched";

/** Items of 400 bytes: each entry, and each item, is one unit. */
const load = (change: Change, absent = change === "untouched" ? 1 : 0) =>
  openLoop({
    arrivals: poisson({ perSecond: 25 }),
    writes: 1,
    keys: change === "new" ? sequential({ keys: 1_000_000 }) : uniformKeys({ keys: 5 }),
    valueBytes: 300,
    table: "orders",
    attributes: names.map(
      (name): AttributeChoice => ({
        name,
        // Drawn from so many, a value never comes twice.
        values: prefixed({ prefix: `${name}-`, keys: uniformKeys({ keys: 1_000_000 }) }),
        stays: change !== "moved",
        absent,
      }),
    ),
  });

/** What a put costs by facts: one unit for the item, and for each index what its entry does. */
const perIndex: Readonly<Record<Change, number>> = { new: 1, changed: 1, moved: 2, untouched: 0 };

const caseOf = (
  change: Change,
  count: number,
  projection: IndexSpec["projection"] = "all",
  each = perIndex[change],
): Case => {
  const most = 1 + each * count;
  // The first put of an item that will be moved makes it: one unit an index in place of two.
  const least = change === "moved" ? 1 + each * count * 0.9 : most;
  const entries = projection === "keys-only" ? ", keys only" : "";
  const indexes = count === 0 ? "no index" : count === 1 ? "one index" : "five indexes";
  return {
    name: `${change}, ${indexes}${entries}`,
    workload: load(change),
    system: fleet({
      tables: [
        {
          name: "orders",
          capacity: { mode: "on-demand" },
          indexes: names.slice(0, count).map((name) => ({ name, key: name, projection })),
        },
      ],
    }),
    expect: [
      ...(count === 0
        ? [within("writeUnitsEach", { atLeast: 1, atMost: 1 }, "A put costs a unit.", source)]
        : [
            within(
              "unitsPerPut",
              { atLeast: least, atMost: most },
              `A put of an item costs 1 unit, and ${each} more for each of ${count} indexes.`,
              source,
            ),
            indexesConverge,
          ]
      ).map(holds),
    ],
  };
};

export default scenario({
  name: "index-units",
  question: "What does a put cost on a table with indexes, by what it does to their entries?",
  source,
  claims: ["K6"],
  figures: { K6: ["unitsPerPut", "indexUnitsPerPut"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 2 })),
    ...region,
  },
  faults: [],
  duration: seconds(3),
  settle: seconds(3),
  seeds: { first: 1, count: 20 },

  cases: [
    caseOf("new", 1),
    caseOf("new", 5),
    caseOf("changed", 1),
    caseOf("changed", 5),
    caseOf("moved", 1),
    caseOf("moved", 5),
    caseOf("untouched", 1),
    caseOf("untouched", 5),
  ],
});
