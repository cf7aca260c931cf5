/** What the logs of the DNS service and of connection pools say about an outage, and when. */

import { toSeconds } from "../../sim/kernel/time.ts";
import { connectionPool, type PoolState } from "../../sim/systems/dns-2025/connection-pool.ts";
import {
  type DnsState,
  dnsService,
  type EmptySpell,
  type LateAct,
} from "../../sim/systems/dns-2025/dns-service.ts";
import { regionalOf } from "../../sim/systems/dns-2025/settings.ts";
import type { Finding, RoleView, World } from "../property.ts";

export interface Course {
  readonly dns: DnsState;
  readonly pools: readonly RoleView<PoolState, unknown>[];
}

/** The course of a run, or why nothing can be said about it. Logs are by clocks that are right. */
export function dnsCourseOf(world: World): Course | Finding {
  const [dns] = world.playing(dnsService);
  const pools = world.playing(connectionPool);
  if (dns === undefined) return unknown("no DNS service is up");
  // Logs are kept in memory: who lost power has forgotten them.
  const forgetful = [dns, ...pools].find(({ starts }) => starts > 1);
  if (forgetful !== undefined) return unknown(`${forgetful.address} has been restarted`);
  return { dns: dns.state, pools };
}

export const unknown = (reason: string): Finding => ({ verdict: "unknown", checked: 0, reason });

export const isFinding = (found: Course | Finding): found is Finding => "verdict" in found;

/** Nobody came late and nothing was emptied: whether the system can bear it, nobody knows. */
export const nothingHappened = ({ dns }: Course): boolean =>
  dns.late.length === 0 && dns.empty.length === 0;

/** The act that put the plan in place whose deletion emptied the record. */
export const causeOf = ({ dns }: Course, spell: EmptySpell): LateAct | undefined =>
  dns.late.findLast(
    ({ at, endpoint, generation, isMade }) =>
      isMade &&
      at <= spell.from &&
      endpoint === regionalOf(dns.setup.config) &&
      generation === spell.generation,
  );

/** Requests that pools refused for want of a connection: the first and the last one. */
export function refusals({ pools }: Course): { first: number; last: number } | undefined {
  const firsts = pools.flatMap(({ state }) => state.firstRefusal ?? []);
  const lasts = pools.flatMap(({ state }) => state.lastRefusal ?? []);
  if (firsts.length === 0) return undefined;
  return { first: Math.min(...firsts), last: Math.max(...lasts) };
}

/** The whole story in a line, phase by phase, by the clock of the DNS service. */
export function phasesOf(course: Course): string {
  const { dns } = course;
  const [spell] = dns.empty;
  if (spell === undefined) return `no record was empty: ${lateText(dns)}`;
  const refused = refusals(course);
  const cause = causeOf(course, spell);
  const { generation, from, until } = spell;
  return [
    ...(cause === undefined
      ? []
      : [
          `${when(cause.checkedAt)} ${cause.by} checks that plan ${generation} is the newest`,
          `${when(cause.at)} it puts plan ${generation} over plan ${cause.over}`,
        ]),
    `${when(from)} clean-up deletes plan ${generation}: the record is empty`,
    ...(dns.inconsistent === 0 ? [] : [`${dns.inconsistent} later changes fail`]),
    ...(refused === undefined ? [] : [`${when(refused.first)} first request without a connection`]),
    until === undefined ? "never restored" : `${when(until)} restored by hand`,
    ...(refused === undefined ? [] : [`${when(refused.last)} last request refused`]),
  ].join("; ");
}

function lateText({ late, setup }: DnsState): string {
  const regional = regionalOf(setup.config);
  const first = late.find(({ endpoint }) => endpoint === regional) ?? late[0];
  if (first === undefined) return "nobody came late";
  const { at, by, checkedAt, endpoint, generation, over, isMade } = first;
  const fate = isMade ? "and was put there" : "and was refused";
  return (
    `plan ${generation}, checked by ${by} at ${when(checkedAt)}, came to endpoint ${endpoint} ` +
    `at ${when(at)}, where plan ${over} was, ${fate}`
  );
}

export const when = (instant: number): string => `${toSeconds(instant).toFixed(3)} s`;
