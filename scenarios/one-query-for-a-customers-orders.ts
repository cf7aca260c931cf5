import { timesThatOf, within } from "../properties/figures/figures.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { queriesAgree } from "../properties/histories/queries-agree.ts";
import { scansAreWhole } from "../properties/histories/scans-are-whole.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { randomIds, type SortChoice, timeSortable } from "../sim/client/sort-keys.ts";
import { type Load, openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, scenario, type Tenant } from "./scenario.ts";

const source = "claim K2; developer guide, read and write operations";

const zones = { a: 1, b: 1, c: 1 };
const customers = uniformKeys({ keys: 10 });
const orderIds = uniformKeys({ keys: 1 << 30 });

type Asked = Omit<Load, "table"> & { readonly perSecond: number };

const asking = (name: string, { perSecond, ...load }: Asked): Tenant => ({
  name,
  zones,
  workload: openLoop({ arrivals: poisson({ perSecond }), table: "orders", ...load }),
});

/** 200 orders a second over ten customers, for 5 s. */
const shop = (load: Pick<Load, "keys" | "sort">): Tenant =>
  asking("shop", { perSecond: 200, mix: { put: 1 }, ...load });

/** In the last second, when there are 800 to 1,000 orders. */
const support = (load: Omit<Asked, "perSecond">): Tenant => ({
  ...asking("support", { perSecond: 40, ...load }),
  from: seconds(4),
});

const customersOrders = (sort: SortChoice, wants: "last second" | "all"): readonly Tenant[] => [
  shop({ keys: customers, sort }),
  support({
    mix: { query: 1 },
    keys: customers,
    sort,
    queries: { wants: wants === "all" ? { kind: "all" } : { kind: "last", within: seconds(1) } },
  }),
];

const orders = (sorted: boolean) =>
  fleet({
    tables: [{ name: "orders", capacity: { mode: "on-demand" }, sorted, partitions: 4 }],
  });

/** 20 orders of 931 bytes in the customer's last second: 18,620 bytes, five units of 4,096. */
const fewUnits = (what: "query" | "scan") =>
  within(
    `${what}UnitsEach`,
    { atMost: 7 },
    "The orders of a second cost what 4 KB of them cost each.",
    source,
  );
const onePage = within("queryPagesEach", { atMost: 1 }, "One query is one request.", source);

/**
 * Items are 5 bytes of partition key, 26 or 36 of sort key, and 900. A customer's orders of one
 * second are 20 of 80 to 100, and of 800 to 1,000 of all customers: 5 units, 21, and 205.
 */
export default scenario({
  name: "one-query-for-a-customers-orders",
  question:
    "One customer's orders of the last second: what do they cost to find, by the key chosen?",
  source,
  claims: ["K2"],
  figures: { K2: ["queryUnitsEach", "queryPagesEach", "queryItemsEach"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2 })),
    ...region,
  },
  faults: [],
  duration: seconds(5),
  settle: seconds(2),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "time-sortable id",
      system: orders(true),
      tenants: customersOrders(timeSortable, "last second"),
      expect: [holds(allServed), holds(queriesAgree), holds(onePage), holds(fewUnits("query"))],
    },
    {
      // The query cannot name the second: it reads all orders, and the application picks.
      name: "random id",
      system: orders(true),
      tenants: customersOrders(randomIds, "all"),
      expect: [
        holds(allServed),
        holds(queriesAgree),
        breaks(fewUnits("query"), "all of the customer's orders are read, of whatever time"),
        holds(
          timesThatOf(
            "time-sortable id",
            "queryUnitsEach",
            { atLeast: 3, atMost: 6 },
            "Reading all of 80 to 100 orders costs four times what 20 of them cost.",
            source,
          ),
        ),
      ],
    },
    {
      // Customer and time are attributes like any other: a filter leaves out what was paid for.
      name: "order id as partition key, scan with filter",
      system: orders(false),
      tenants: [shop({ keys: orderIds }), support({ mix: { scan: 1 }, keys: orderIds })],
      expect: [
        holds(allServed),
        holds(scansAreWhole),
        breaks(fewUnits("scan"), "a scan reads the whole table, whatever its filter leaves"),
        holds(
          within(
            "scanUnitsEach",
            { atLeast: 150, atMost: 260 },
            "A scan costs what all items of the table cost.",
            source,
          ),
        ),
      ],
    },
  ],
});
