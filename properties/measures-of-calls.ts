/** What callers choose, and what it costs and spares them. */

import type { History, Operation } from "../sim/client/history.ts";
import { lostIncrements } from "./histories/no-lost-updates.ts";
import type { Measures } from "./property.ts";

/**
 * `callsThatExist`: different kinds of calls in the load; units of one read by its consistency;
 * `conditionsFailed`, where there are any; `lostIncrements`, where counters were audited.
 */
export function callFigures(history: History): Measures {
  const load = history.operations.filter(({ phase }) => phase === "load");
  const failed = load.filter(({ error }) => error === "condition-failed").length;
  const lost = lostIncrements(history);
  return {
    callsThatExist: { value: new Set(load.map(({ kind }) => kind)).size, unit: "calls" },
    ...unitsEach("strongRead", reads(load, "strong")),
    ...unitsEach("eventualRead", reads(load, "eventual")),
    ...(failed === 0 ? {} : { conditionsFailed: { value: failed, unit: "count" } }),
    ...(lost === undefined ? {} : { lostIncrements: { value: lost, unit: "count" } }),
  };
}

const reads = (load: readonly Operation[], wanted: Operation["consistency"]) =>
  load.filter(
    ({ kind, consistency, outcome }) =>
      kind === "get" && consistency === wanted && outcome === "ok",
  );

function unitsEach(what: string, answered: readonly Operation[]): Measures {
  if (answered.length === 0) return {};
  const sum = answered.reduce((units, operation) => units + operation.units, 0);
  return { [`${what}UnitsEach`]: { value: sum / answered.length, unit: "units" } };
}
