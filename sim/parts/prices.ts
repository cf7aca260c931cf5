/**
 * What consumption costs. Prices are whole nanodollars (billionths of a dollar) per unit, so that
 * sums are exact: a write unit on demand is 625, and all of a bill below nine million dollars is
 * a whole number that a double holds.
 */

/** What a price is asked for, in the unit that it names. */
export type Chargeable =
  | "on-demand-write-unit"
  | "on-demand-read-unit"
  | "replicated-write-unit"
  | "provisioned-write-unit-hour"
  | "provisioned-read-unit-hour"
  | "storage-gigabyte-month"
  | "point-in-time-recovery-gigabyte-month"
  | "restored-gigabyte"
  | "backup-gigabyte-month"
  | "exported-gigabyte"
  | "imported-gigabyte"
  | "streams-read"
  | "change-data-capture-unit";

export interface Price {
  /** Whole billionths of a dollar for one unit. */
  readonly nanodollars: number;
  /** Units of each month that cost nothing. */
  readonly free: number;
  /** When the price was seen, as far as it is known: year, month, day. */
  readonly asOf: string;
  readonly source: string;
}

export type PriceList = { readonly [Name in Chargeable]: Price };

const price = (nanodollars: number, asOf: string, source: string, free = 0): Price => ({
  nanodollars,
  free,
  asOf,
  source,
});

const calculator = "constants of the cost calculator in aws/agent-toolkit-for-aws";
const provisioned = "aws.amazon.com/dynamodb/pricing/provisioned";
const page2023 = "pricing page of us-east-2 in 2023, to be checked again";
const oregon = "AWS price list of us-west-2, the same list price";

/** Region us-east-1, table class Standard. Reads are strong: an eventual one is half a unit. */
export const northVirginia: PriceList = {
  "on-demand-write-unit": price(625, "2026-08-20", calculator),
  "on-demand-read-unit": price(125, "2026-08-20", calculator),
  "replicated-write-unit": price(625, "2024-11", "derived: 1,875 cut by the announced two thirds"),
  "provisioned-write-unit-hour": price(650_000, "2026-10-03", provisioned),
  "provisioned-read-unit-hour": price(130_000, "2026-10-03", provisioned),
  "storage-gigabyte-month": price(250_000_000, "2026-08-20", calculator, 25),
  "point-in-time-recovery-gigabyte-month": price(200_000_000, "2026-09-06", oregon),
  "restored-gigabyte": price(150_000_000, "2026-09-06", oregon),
  "backup-gigabyte-month": price(100_000_000, "2023", page2023),
  "exported-gigabyte": price(100_000_000, "2023", page2023),
  "imported-gigabyte": price(150_000_000, "2023", page2023),
  "streams-read": price(200, "2023", page2023, 2_500_000),
  "change-data-capture-unit": price(100, "2023", page2023),
};

/** What one account used in one month; what is left out was not used. */
export type Consumption = { readonly [Name in Chargeable]?: number };

export interface BillLine {
  readonly item: Chargeable;
  /** Units used, the free ones included. */
  readonly used: number;
  readonly nanodollars: number;
}

export interface Bill {
  /** In the order of the price list; only what was used. */
  readonly lines: readonly BillLine[];
  readonly nanodollars: number;
  readonly dollars: number;
}

/** The bill of one month, each line rounded to the nanodollar. */
export function billOf(used: Consumption, prices: PriceList = northVirginia): Bill {
  const items = Object.keys(prices) as Chargeable[];
  const lines = items.flatMap((item) => lineOf(item, used[item] ?? 0, prices[item]));
  const nanodollars = lines.reduce((total, line) => total + line.nanodollars, 0);
  return { lines, nanodollars, dollars: toDollars(nanodollars) };
}

function lineOf(item: Chargeable, used: number, { nanodollars, free }: Price): BillLine[] {
  if (used === 0) return [];
  return [{ item, used, nanodollars: Math.round(Math.max(0, used - free) * nanodollars) }];
}

export const toDollars = (nanodollars: number): number => nanodollars / 1_000_000_000;

/** Sources differ on whether a billed GB is binary, as in the quotas, or 10^9 bytes. */
export const binaryGigabyte = 1_073_741_824;

/** Gigabytes that `bytes` are billed as; see `storedBytes` for what an item is billed for. */
export const gigabytesOf = (bytes: number, gigabyte: number = binaryGigabyte): number =>
  bytes / gigabyte;

/** The share of provisioned units that must be used for them to cost no more than on demand. */
export const breakEvenUtilisation = (
  kind: "read" | "write",
  prices: PriceList = northVirginia,
): number =>
  prices[`provisioned-${kind}-unit-hour`].nanodollars /
  (3_600 * prices[`on-demand-${kind}-unit`].nanodollars);
