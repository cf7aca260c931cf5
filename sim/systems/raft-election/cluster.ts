/** A cluster, laid out: each server on a machine of its own, in a zone of its own. */

import type { Distribution } from "../../kernel/distribution.ts";
import type { Address } from "../../kernel/role.ts";
import type { Duration } from "../../kernel/time.ts";
import { type MachineSpec, type Placement, place } from "../../kernel/topology.ts";
import { server } from "./server.ts";
import type { ServerSetup } from "./state.ts";

export interface ClusterOptions {
  /** How many servers, at most 26. */
  readonly servers: number;
  readonly electionTimer: ServerSetup["electionTimer"];
  /** Time of one durable write. Absent: none. */
  readonly flush?: Distribution;
  /** By server, in their order. Absent: all are equally long. */
  readonly logLengths?: readonly number[];
  /** Zone of the server that stands at once. Absent: all wait for their first timers. */
  readonly firstLeader?: string;
}

interface Cluster {
  readonly machines: readonly MachineSpec[];
  readonly placements: readonly Placement[];
}

/**
 * Servers server-a, server-b ... on machines of the same names, in zones a, b ... Heartbeats go out
 * at half the shortest timer, as in the experiments of Ongaro 2014, §9.4.
 */
export function cluster(options: ClusterOptions): Cluster {
  const { servers, electionTimer, flush, logLengths, firstLeader } = options;
  if (!(Number.isInteger(servers) && servers >= 1 && servers <= 26)) {
    throw new RangeError(`expected 1 to 26 servers, got ${servers}`);
  }
  const zones = Array.from({ length: servers }, (_, index) => String.fromCharCode(97 + index));
  const members = zones.map((zone) => `server-${zone}` as Address);
  const heartbeatInterval = Math.floor(electionTimer.min / 2) as Duration;
  const placements = members.map((address, index) => {
    const logLength = logLengths?.[index] ?? 0;
    const standsAtFirst = zones[index] === firstLeader;
    const setup = { members, electionTimer, heartbeatInterval, logLength, standsAtFirst };
    return place({ address, machine: address, role: server, setup });
  });
  const disk = flush === undefined ? {} : { flush };
  const machines = zones.map((zone) => ({ name: `server-${zone}`, zone, ...disk }));
  return { machines, placements };
}
