/** What the logs of a fleet of 2015 say, second by second: load, answers in time, servers away. */

import { type Duration, toSeconds } from "../../sim/kernel/time.ts";
import { listTime } from "../../sim/systems/metadata-2015/costs.ts";
import {
  metadataService,
  type ServiceState,
} from "../../sim/systems/metadata-2015/metadata-service.ts";
import type { ServerState } from "../../sim/systems/metadata-2015/state.ts";
import { storageServer } from "../../sim/systems/metadata-2015/storage-server.ts";
import type { Finding, RoleView, World } from "../property.ts";

export type ServerView = RoleView<ServerState, unknown>;
export type ServiceView = RoleView<ServiceState, unknown>;

export interface Fleet {
  readonly servers: readonly ServerView[];
  readonly service: ServiceView;
}

/** The fleet, or why nothing can be said about it. */
export function fleetOf(world: World): Fleet | Finding {
  const servers = world.playing(storageServer);
  const [service] = world.playing(metadataService);
  if (service === undefined || servers.length < service.state.setup.servers.length) {
    return unknown(`${servers.length} storage servers and ${service ? "a" : "no"} service are up`);
  }
  // Logs and grants are kept in memory: who lost power has forgotten them.
  const forgetful = [service, ...servers].find(({ starts }) => starts > 1);
  if (forgetful !== undefined) return unknown(`${forgetful.address} has been restarted`);
  return { servers, service };
}

export const unknown = (reason: string): Finding => ({ verdict: "unknown", checked: 0, reason });

export const isFinding = (found: Fleet | Finding): found is Finding => "verdict" in found;

/** A stretch of whole seconds: first and last are its bounds, the last one outside. */
export interface Seconds {
  readonly from: number;
  readonly until: number;
}

export const wholeSeconds = (from: Duration, until: Duration): Seconds => ({
  from: Math.ceil(toSeconds(from)),
  until: Math.floor(toSeconds(until)),
});

/** Processor time that is asked for in these seconds, over what the service's cores have. */
export function offeredLoad({ servers, service }: Fleet, span: Seconds): number {
  const { config } = service.state.setup;
  const asked = servers.reduce((sum, { state }) => sum + sumOf(state.asked, span), 0);
  const wanted = asked * listTime(config) + sumOf(service.state.ordered, span);
  return wanted / ((span.until - span.from) * 1_000_000 * config.metadataCores);
}

/** Of the questions asked in these seconds, the share answered in time; undefined: none asked. */
export function answeredInTime({ servers }: Fleet, span: Seconds): number | undefined {
  const asked = servers.reduce((sum, { state }) => sum + sumOf(state.asked, span), 0);
  const answered = servers.reduce((sum, { state }) => sum + sumOf(state.answered, span), 0);
  return asked === 0 ? undefined : answered / asked;
}

/** Instants at which servers left service, in order: where most are away, one of them just left. */
export const departures = ({ servers }: Fleet): readonly number[] =>
  servers
    .flatMap(({ state }) => state.absences.map(({ from }) => from as number))
    .sort((left, right) => left - right);

/** How many servers were out of service at an instant of their clocks, which faults left alone. */
export const awayAt = ({ servers }: Fleet, instant: number): number =>
  servers.filter(({ state }) =>
    state.absences.some(
      ({ from, until }) => from <= instant && (until === undefined || until > instant),
    ),
  ).length;

function sumOf(list: readonly number[], { from, until }: Seconds): number {
  let sum = 0;
  for (let second = from; second < until; second += 1) sum += list[second] ?? 0;
  return sum;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
