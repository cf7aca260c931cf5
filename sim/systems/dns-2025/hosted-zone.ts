/**
 * What the DNS service keeps: plans by generation, and for each endpoint the generation of the plan
 * that its record refers to. A record whose plan is gone has no addresses. Changes come one after
 * the other and are decided here, so that whoever replays them arrives at the same zone.
 */

import type { Address } from "../../kernel/role.ts";
import type { Point, Store } from "./messages.ts";

export interface HostedZone {
  readonly plans: Map<number, readonly Address[]>;
  readonly records: number[];
  newest: number;
}

/**
 * What became of a change of one record:
 * - `overtaken`: compare-and-set, and the record refers to another plan than was expected;
 * - `no-such-plan`: the plan to be applied has been deleted;
 * - `inconsistent`: the plan to be replaced has been deleted, and its addresses cannot be taken away.
 */
export type Outcome = "done" | "overtaken" | "no-such-plan" | "inconsistent";

/** Every endpoint begins with plan 0. */
export const newZone = (endpoints: number, addresses: readonly Address[]): HostedZone => ({
  plans: new Map([[0, addresses]]),
  records: Array.from({ length: endpoints }, () => 0),
  newest: 0,
});

/** Plans come in the order of their generations: one that is late is not wanted any more. */
export function store(zone: HostedZone, { generation, addresses }: Store): void {
  if (generation <= zone.newest) return;
  zone.plans.set(generation, addresses);
  zone.newest = generation;
}

/**
 * As a whole or not at all: the addresses of the plan before are taken away, those of the new one
 * put there. Nothing can be taken away where that plan is gone.
 */
export function point(zone: HostedZone, { endpoint, generation, expected }: Point): Outcome {
  const current = zone.records[endpoint]!;
  if (!zone.plans.has(generation)) return "no-such-plan";
  if (current === generation) return "done";
  if (expected !== undefined && expected !== current) return "overtaken";
  if (!zone.plans.has(current)) return "inconsistent";
  zone.records[endpoint] = generation;
  return "done";
}

/** Deletes plans, but for the newest, and those that records refer to if `keepsReferenced`. */
export function remove(
  zone: HostedZone,
  generations: readonly number[],
  keepsReferenced: boolean,
): void {
  const kept = new Set(keepsReferenced ? zone.records : []);
  for (const generation of generations) {
    if (generation !== zone.newest && !kept.has(generation)) zone.plans.delete(generation);
  }
}

/** By hand: asks nothing, and lets every record refer to the newest plan. */
export function restore(zone: HostedZone): void {
  zone.records.fill(zone.newest);
}

export const addressesOf = ({ plans, records }: HostedZone, endpoint: number): readonly Address[] =>
  plans.get(records[endpoint]!) ?? [];
