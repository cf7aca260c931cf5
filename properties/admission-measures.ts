/** Who was refused, who was served, and what queries took. */

import { isPaged, isWrite, type Operation, paysForWrites } from "../sim/client/history.ts";
import { latencies } from "./latencies.ts";
import { pace } from "./pace.ts";
import type { Measure } from "./result.ts";

const counted = (value: number): Measure => ({ value, unit: "count" });

const isThrottled = ({ error }: Operation): boolean => error === "throttled";

/** Throttled attempts, and by reason; empty when there were none. */
export function throttling(load: readonly Operation[]): Record<string, Measure> {
  const throttled = load.filter(isThrottled);
  if (throttled.length === 0) return {};
  const byReason = new Map<string, number>();
  for (const { throttle } of throttled) {
    const reason = throttle?.reason ?? "unsaid";
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  }
  const reasons = [...byReason].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    throttled: counted(throttled.length),
    throttledShare: { value: throttled.length / load.length, unit: "share" },
    ...Object.fromEntries(
      reasons.map(([reason, count]) => [`throttled${reason}`, counted(count)] as const),
    ),
  };
}

/** Pages, and pages for each query asked and each scan; empty when there were none. */
export function paging(load: readonly Operation[]): Record<string, Measure> {
  const pages = load.filter((operation) => isPaged(operation) && operation.outcome === "ok");
  if (pages.length === 0) return {};
  const queries = pages.filter(({ kind }) => kind === "query");
  const scans = pages.filter(({ kind }) => kind === "scan");
  return {
    ...latencies("query", queries),
    ...perRequest("query", queries),
    ...latencies("scan", scans),
    ...perRequest("scan", scans),
  };
}

/** Of those that answered a first page; units of all pages together. */
function perRequest(what: string, pages: readonly Operation[]): Record<string, Measure> {
  const asked = pages.filter(({ range }) => range?.pageOf === undefined).length;
  if (asked === 0) return {};
  const sum = (of: (page: Operation) => number): number =>
    pages.reduce((total, page) => total + of(page), 0);
  return {
    [`${what}Pages`]: counted(pages.length),
    [`${what}PagesEach`]: { value: pages.length / asked, unit: "pages" },
    [`${what}ItemsEach`]: {
      value: sum(({ page }) => page?.items.length ?? 0) / asked,
      unit: "items",
    },
    [`${what}UnitsEach`]: { value: sum(({ units }) => units) / asked, unit: "units" },
  };
}

/** The same figures for each tenant, under "<tenant>.": empty where there are no tenants. */
export function tenantFigures(
  load: readonly Operation[],
  loadEnds: number,
): Record<string, Measure> {
  const byTenant = new Map<string, Operation[]>();
  for (const operation of load) {
    if (operation.tenant === undefined) continue;
    const list = byTenant.get(operation.tenant);
    if (list === undefined) byTenant.set(operation.tenant, [operation]);
    else list.push(operation);
  }
  const figures: Record<string, Measure> = {};
  for (const [tenant, own] of [...byTenant].sort(([one], [other]) => (one < other ? -1 : 1))) {
    for (const [name, measure] of Object.entries(figuresOf(own, loadEnds))) {
      figures[`${tenant}.${name}`] = measure;
    }
  }
  return figures;
}

function figuresOf(own: readonly Operation[], loadEnds: number): Record<string, Measure> {
  const admitted = own.filter(({ outcome }) => outcome === "ok");
  const units = (wanted: (operation: Operation) => boolean): Measure => ({
    value: admitted.filter(wanted).reduce((sum, operation) => sum + operation.units, 0),
    unit: "units",
  });
  const perSecond = (count: number): Measure => ({
    value: loadEnds === 0 ? 0 : (count * 1_000_000) / loadEnds,
    unit: "1/s",
  });
  const throttled = own.filter(isThrottled).length;
  return {
    attempts: counted(own.length),
    served: { value: admitted.length / own.length, unit: "share" },
    ...pace(own),
    admittedPerSecond: perSecond(admitted.length),
    throttled: counted(throttled),
    throttledPerSecond: perSecond(throttled),
    readUnits: units((operation) => !paysForWrites(operation)),
    writeUnits: units(paysForWrites),
    ...latencies("write", own.filter(isWrite)),
    ...latencies(
      "read",
      own.filter(({ kind }) => kind === "get"),
    ),
  };
}
