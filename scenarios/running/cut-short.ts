/**
 * Any scenario with the first stretch of its load alone, so that many seeds of a long one are
 * affordable. What it claims of its whole length cannot be asked of it then: numbers, marks reached,
 * counter-runs, and promises that name an instant. What holds at any length can.
 */

import { acknowledgedWritesSurvive } from "../../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../../properties/histories/linearizable.ts";
import { noLostUpdates } from "../../properties/histories/no-lost-updates.ts";
import { noStaleReads } from "../../properties/histories/no-stale-reads.ts";
import { queriesAgree } from "../../properties/histories/queries-agree.ts";
import { scansAreWhole } from "../../properties/histories/scans-are-whole.ts";
import { unitsAgree } from "../../properties/histories/units-agree.ts";
import type { Property } from "../../properties/property.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import type { Duration } from "../../sim/kernel/time.ts";
import type { Case, Scenario, Tenant } from "../scenario.ts";

/** Promises that speak of no instant and no amount. */
const timeless: ReadonlySet<Property> = new Set<Property>([
  acknowledgedWritesSurvive,
  linearizable,
  noLostUpdates,
  noStaleReads,
  queriesAgree,
  scansAreWhole,
  unitsAgree,
]);

/** A load that is shorter anyway keeps its length; faults end with the load at the latest. */
export function cutShort(scenario: Scenario, length: Duration): Scenario {
  const { tenants, faults, duration, cases, ...rest } = scenario;
  return {
    ...rest,
    ...(tenants === undefined ? {} : { tenants: tenantsUntil(tenants, length) }),
    faults: faultsUntil(faults, length),
    duration: shorter(duration, length),
    cases: cases.map((chosen) => shortCase(chosen, length)),
  };
}

function shortCase(chosen: Case, length: Duration): Case {
  const { faults, tenants, duration, expect, ...rest } = chosen;
  return {
    ...rest,
    ...(faults === undefined ? {} : { faults: faultsUntil(faults, length) }),
    ...(tenants === undefined ? {} : { tenants: tenantsUntil(tenants, length) }),
    ...(duration === undefined ? {} : { duration: shorter(duration, length) }),
    expect: expect.filter(
      ({ property, expected }) => expected === "holds" && timeless.has(property),
    ),
  };
}

/** Those that begin before `length`, ended by then. */
export const faultsUntil = (faults: readonly FaultSpec[], length: Duration): FaultSpec[] =>
  faults
    .filter(({ from }) => from < length)
    .map((spec) =>
      spec.kind === "clock-jump" ? spec : { ...spec, until: shorter(spec.until, length) },
    );

const tenantsUntil = (tenants: readonly Tenant[], length: Duration): Tenant[] =>
  tenants.filter(({ from = 0 }) => from < length);

const shorter = (one: Duration, other: Duration): Duration => (one < other ? one : other);
