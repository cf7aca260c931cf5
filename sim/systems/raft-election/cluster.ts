/** A cluster, laid out: each server on a machine of its own, in a zone of its own. */

import type { Distribution } from "../../kernel/distribution.ts";
import type { Address } from "../../kernel/role.ts";
import type { Duration } from "../../kernel/time.ts";
import { type MachineSpec, type Placement, place } from "../../kernel/topology.ts";
import { server } from "./server.ts";
import type { ServerSetup } from "./state.ts";

export interface ClusterOptions {
  /** How many servers, at most 26: they are called a, b, c ... */
  readonly servers: number;
  readonly electionTimer: ServerSetup["electionTimer"];
  /** Time of one durable write. Absent: none. */
  readonly flush?: Distribution;
  /** By server, in their order. Absent: all are equally long. */
  readonly logLengths?: readonly number[];
  /** The server that stands at once. Absent: all wait for their first timers. */
  readonly firstLeader?: string;
}

export interface Cluster {
  readonly machines: readonly MachineSpec[];
  readonly placements: readonly Placement[];
}

/** Machines and zones have the names of the servers. Heartbeats go out at half the shortest timer. */
export function cluster(options: ClusterOptions): Cluster {
  const { servers, electionTimer, flush, logLengths, firstLeader } = options;
  if (!(Number.isInteger(servers) && servers >= 1 && servers <= 26)) {
    throw new RangeError(`expected 1 to 26 servers, got ${servers}`);
  }
  const names = Array.from({ length: servers }, (_, index) => String.fromCharCode(97 + index));
  const members = names as Address[];
  const heartbeatInterval = Math.floor(electionTimer.min / 2) as Duration;
  const placements = members.map((address, index) => {
    const logLength = logLengths?.[index] ?? 0;
    const standsAtFirst = address === firstLeader;
    const setup = { members, electionTimer, heartbeatInterval, logLength, standsAtFirst };
    return place({ address, machine: address, role: server, setup });
  });
  const disk = flush === undefined ? {} : { flush };
  return { machines: names.map((name) => ({ name, zone: name, ...disk })), placements };
}
