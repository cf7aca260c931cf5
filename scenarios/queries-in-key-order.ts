import { within } from "../properties/figures/figures.ts";
import { queriesAgree } from "../properties/histories/queries-agree.ts";
import { scansAreWhole } from "../properties/histories/scans-are-whole.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import type { Mix } from "../sim/client/mix.ts";
import type { Queries } from "../sim/client/page-choice.ts";
import { drawnSorts, randomIds, type SortChoice, timeSortable } from "../sim/client/sort-keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import type { Bug } from "../sim/systems/dynamodb/bugs.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario, type Tenant } from "./scenario.ts";

interface Asking {
  readonly perSecond?: number;
  readonly mix?: Partial<Mix>;
  readonly keys?: number;
  readonly sort?: SortChoice;
  readonly valueBytes?: number;
  readonly queries?: Queries;
}

/** Everybody writes what they query; those of one table write and query the same items. */
const tenant = (name: string, table: string, asking: Asking): Tenant => {
  const { perSecond = 40, mix = { put: 0.4, delete: 0.1, query: 0.5 }, keys = 12 } = asking;
  const { sort = drawnSorts({ of: 30 }), queries, valueBytes } = asking;
  return {
    name,
    zones: { a: 1, b: 1, c: 1 },
    workload: openLoop({
      arrivals: poisson({ perSecond }),
      mix,
      keys: uniformKeys({ keys }),
      sort,
      table,
      ...(queries === undefined ? {} : { queries }),
      ...(valueBytes === undefined ? {} : { valueBytes }),
      scans: { limit: 40 },
    }),
  };
};

/** What of a partition key is wanted, how far, and in which direction. */
const tenants: readonly Tenant[] = [
  tenant("all", "orders", { queries: { wants: { kind: "all" }, limit: 7 } }),
  tenant("backwards", "orders", { queries: { wants: { kind: "all" }, backwards: true, limit: 7 } }),
  tenant("range", "orders", { queries: { wants: { kind: "up-to", count: 8 } } }),
  tenant("newest", "orders", { queries: { wants: { kind: "newest", count: 5 } } }),
  tenant("one", "orders", { queries: { wants: { kind: "equals" } } }),
  tenant("prefix", "notes", {
    sort: randomIds,
    queries: { wants: { kind: "prefix", letters: 1 } },
  }),
  tenant("lately", "events", {
    sort: timeSortable,
    queries: { wants: { kind: "last", within: ms(500) } },
  }),
  // A page ends with the item that reaches 1,048,576 bytes: the third of 400,000. Two keys of five
  // sort keys each are two pages of up to five items. A write is 391 units, so they are few.
  tenant("large", "photos", {
    perSecond: 6,
    mix: { put: 0.5, query: 0.5 },
    keys: 2,
    sort: drawnSorts({ of: 5 }),
    valueBytes: 400_000,
  }),
  tenant("scan", "orders", { perSecond: 4, mix: { scan: 1 } }),
];

const capacity = { mode: "on-demand" } as const;

const system = (bugs: readonly Bug[] = []) =>
  fleet({
    tables: [
      { name: "orders", capacity, sorted: true, partitions: 4 },
      { name: "notes", capacity, sorted: true, partitions: 2 },
      { name: "events", capacity, sorted: true },
      { name: "photos", capacity, sorted: true, partitions: 2 },
    ],
    bugs,
  });

/**
 * Items of 900 bytes come at most 30 to a partition key: 7 units, in five pages of seven. The 400 KB
 * ones come in pages of three: 98 x 3 = 294 units.
 */
const pages = within(
  "queryPagesEach",
  { atLeast: 1.05 },
  "Some queries take more than one page.",
  "developer guide, Query (1 MB a page, limit)",
);

export default scenario({
  name: "queries-in-key-order",
  question: "Does a query give what matches, all of it, in order, whatever happens to leaders?",
  source: "developer guide, key conditions of queries; claim K1",
  claims: ["K1"],
  figures: { K1: ["queryPages", "queryPagesEach", "queryItemsEach", "queryUnitsEach"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2 })),
    ...region,
  },
  tenants,
  faults: [],
  duration: seconds(5),
  settle: seconds(5),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "ordinary day",
      system: system(),
      expect: [holds(queriesAgree), holds(scansAreWhole), holds(pages)],
    },
    {
      name: "a leader dies",
      system: system(),
      faults: [crash({ machine: "storage-a-1", from: seconds(1), until: seconds(4) })],
      expect: [holds(queriesAgree), holds(scansAreWhole), reached("election-won")],
    },
    {
      name: "direction forgotten",
      system: system(["backwards-read-forwards"]),
      expect: [breaks(queriesAgree, "the five newest are the five oldest, and in the wrong order")],
    },
    {
      name: "partitions forgotten",
      system: system(["page-without-what-lies-behind"]),
      expect: [breaks(scansAreWhole, "the scan ends with the first of the table's partitions")],
    },
  ],
});
