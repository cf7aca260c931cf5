/**
 * What one table, and all provisioned tables of one account together, may be bought at most
 * (developer guide, service quotas: LimitExceededException when a table is created or changed). Tables
 * on demand are held to the quota of a table when they are asked (`admission/on-demand-growth.ts`).
 */

import type { Rates } from "../admission/demand.ts";
import type { Config } from "../config.ts";
import type { TableSpec } from "../tables.ts";

export type QuotaExceeded = "table-quota" | "account-quota";

type Quotas = Pick<Config, "tableQuota" | "accountQuota">;

/** Which quota is exceeded once this provisioned table has `rates`; `ratesOf` says it of the others. */
export function quotaExceeded(
  table: TableSpec,
  rates: Rates,
  others: Iterable<TableSpec>,
  ratesOf: (table: TableSpec) => Rates | undefined,
  { tableQuota, accountQuota }: Quotas,
): QuotaExceeded | undefined {
  if (rates.read > tableQuota || rates.write > tableQuota) return "table-quota";
  let { read, write } = rates;
  for (const other of others) {
    if (other.name === table.name || accountOf(other) !== accountOf(table)) continue;
    const own = ratesOf(other);
    read += own?.read ?? 0;
    write += own?.write ?? 0;
  }
  return read > accountQuota || write > accountQuota ? "account-quota" : undefined;
}

/** Throws a RangeError for tables that nobody could have created. */
export function checkQuotas(tables: readonly TableSpec[], quotas: Quotas): void {
  for (const table of tables) {
    const rates = provisionedRates(table);
    if (rates === undefined) continue;
    const exceeded = quotaExceeded(table, rates, tables, provisionedRates, quotas);
    if (exceeded === undefined) continue;
    const most = exceeded === "table-quota" ? quotas.tableQuota : quotas.accountQuota;
    const whose = exceeded === "table-quota" ? table.name : `all tables of ${accountOf(table)}`;
    const got = `${rates.read} reads and ${rates.write} writes for ${table.name}`;
    throw new RangeError(`expected at most ${most} units a second of ${whose}, got ${got}`);
  }
}

/** What a table has been bought when the run begins; undefined: it is on demand. */
export const provisionedRates = ({ capacity }: TableSpec): Rates | undefined =>
  capacity.mode === "provisioned" ? { read: capacity.read, write: capacity.write } : undefined;

const accountOf = ({ name, tenant = name }: TableSpec): string => tenant;
