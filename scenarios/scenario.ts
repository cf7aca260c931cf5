/** A scenario is one value: a question, a world, a load, hardships, and what should come out. */

import type { Property } from "../properties/property.ts";
import type { RateStep } from "../sim/client/arrivals.ts";
import type { ClientSettings } from "../sim/client/settings.ts";
import type { Workload } from "../sim/client/workload.ts";
import type { FaultSpec } from "../sim/faults/schedule.ts";
import type { Kind } from "../sim/faults/shapes.ts";
import type { Distribution } from "../sim/kernel/distribution.ts";
import type { System, Zone } from "../sim/kernel/system.ts";
import { type Duration, seconds } from "../sim/kernel/time.ts";

export interface Topology {
  readonly zones: readonly Zone[];
  /** One way, one message. */
  readonly withinZone: Distribution;
  readonly acrossZones: Distribution;
  readonly pairs?: Readonly<Record<string, Distribution>>;
  /** Bytes per second of one link. */
  readonly bandwidth?: number;
}

/** What a property should do in one case. */
export interface Expectation {
  readonly property: Property;
  readonly expected: "holds" | "broken";
  readonly because: string | undefined;
}

export interface Case {
  /** Distinguishes cases of one system: "asking off". Empty: the system's name says it all. */
  readonly name?: string;
  readonly system: System;
  readonly expect: readonly Expectation[];
  /** In place of the scenario's own. */
  readonly faults?: readonly FaultSpec[];
  readonly workload?: Workload;
  readonly tenants?: readonly Tenant[];
  readonly duration?: Duration;
  /** Invariants expected to break in this case, by name. */
  readonly breaksInvariants?: Readonly<Record<string, string>>;
}

/** One of several users of the system, with clients and a load of its own. */
export interface Tenant {
  /** In its clients' names, and in the names of its figures: "client-<tenant>-<zone>-<n>". */
  readonly name: string;
  readonly workload: Workload;
  /** Above the scenario's own. */
  readonly client?: Partial<ClientSettings>;
  /** How many clients it has in each zone. */
  readonly zones: Readonly<Record<string, number>>;
  /** Its load begins and ends here, counted from the start of the run. Default: all of the load. */
  readonly from?: Duration;
  readonly until?: Duration;
  /** Steps of the rate of open arrivals, from the start of the run. */
  readonly rates?: readonly RateStep[];
}

export interface Scenario {
  /** The file's name. */
  readonly name: string;
  readonly question: string;
  readonly source: string;
  /** Ids of the claims it shows: "W2", "F1". */
  readonly claims: readonly string[];
  /** By claim: names of the measures of the first case that its line prints. */
  readonly figures?: Readonly<Record<string, readonly string[]>>;
  readonly topology: Topology;
  /** What the clients of the topology ask for. */
  readonly workload?: Workload;
  /** Whoever else asks. Clients of the topology and tenants may be there together. */
  readonly tenants?: readonly Tenant[];
  readonly client?: Partial<ClientSettings>;
  readonly faults: readonly FaultSpec[];
  /** Hardships drawn from the seed on top of these: how much worse than usual (1). */
  readonly swarm?: { readonly intensity: number; readonly kinds?: readonly Kind[] };
  /** The load lasts this long; then faults end, machines restart, and the world comes to rest. */
  readonly duration: Duration;
  /** Rest before the audit. Default 10 s. */
  readonly settle?: Duration;
  readonly seeds: { readonly first: number; readonly count: number };
  readonly cases: readonly Case[];
}

export const defaultSettle = seconds(10);

export const scenario = (value: Scenario): Scenario => value;

/** Must hold on every seed. */
export const holds = (property: Property): Expectation => ({
  property,
  expected: "holds",
  because: undefined,
});

/** Must break on at least one seed; `because` says why it does. */
export const breaks = (property: Property, because: string): Expectation => ({
  property,
  expected: "broken",
  because,
});

/** Some role must leave this mark at least `times`, on every seed. */
export const reached = (mark: string, times = 1): Expectation =>
  holds({
    kind: "sometimes",
    name: `reached ${mark}`,
    statement: `The run comes to "${mark}" at least ${times === 1 ? "once" : `${times} times`}.`,
    source: "guard against a run in which nothing happened",
    mark,
    times,
  });
