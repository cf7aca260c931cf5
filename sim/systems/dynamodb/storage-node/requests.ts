/** Requests on their way to a replica that lives here, and their answers on the way back. */

import type { RequestId, Response } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { admitOnce } from "../../../parts/replay-window.ts";
import { costOf, demandOf, isPaid } from "../admission/demand.ts";
import { admit, observe, type PartitionDemand, settle } from "../admission/partition-admission.ts";
import type { NotLeader, OutOfRange } from "../messages/group.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { Forward } from "../messages/path.ts";
import { doorOf } from "../tables.ts";
import { leaseFor } from "./covers.ts";
import { hosts, type NodeEffects, type NodeState, routeOf } from "./node-state.ts";
import { replicaHere } from "./places.ts";
import { noteLed } from "./rooms.ts";
import { newerRoutes } from "./routes.ts";

/** Passes a request on to the replica here; or says that it is elsewhere. */
export function onForward(
  state: NodeState,
  from: Address,
  { turn, request, partition = "" }: Forward,
  at: LocalTime,
  effects: NodeEffects,
): void {
  if (!admitOnce(state.seen, from, turn)) return effects.mark("copy-ignored");
  if (!hosts(state, partition)) {
    return sayElsewhere(state, from, request.request, partition, request.key, effects);
  }
  const demand = demandFor(state, partition, request);
  const throttle = isPaid(demand) ? undefined : admit(state.admission, demand, at);
  if (throttle !== undefined) {
    effects.mark("throttled-by-partition");
    const answer = { kind: "rejected", request: request.request, reason: "throttled" } as const;
    return effects.send(from, { throttle, ...answer });
  }
  state.asked.set(request.request, { router: from, partition, request });
  state.turn += 1;
  const lease = leaseFor(state, partition);
  const { turn: number } = state;
  const forward = { kind: "forward", turn: number, request } as const;
  effects.send(
    replicaHere(state, partition),
    lease === undefined ? forward : { lease, ...forward },
  );
}

/** A replica here has answered: its router is told. */
export function onAnswer(
  state: NodeState,
  answer: Response | NotLeader | OutOfRange,
  at: LocalTime,
  effects: NodeEffects,
): void {
  const asked = state.asked.get(answer.request);
  if (asked === undefined) return;
  state.asked.delete(answer.request);
  const { router, partition, request } = asked;
  account(state, partition, request, answer, at);
  if (answer.kind === "out-of-range") {
    return sayElsewhere(state, router, answer.request, partition, request.key, effects);
  }
  effects.send(router, answer, bytesOf(answer));
}

/** What a request for a partition here asks of its capacity. */
function demandFor(state: NodeState, partition: string, request: AnyRequest): PartitionDemand {
  const demand = { partition, ...demandOf(request) };
  // Only nodes with limits of their own ask whether the others have room.
  if (state.admission.node === undefined) return demand;
  const members = routeOf(state, partition)?.members ?? [];
  return { members: members.map(doorOf).filter((node) => node !== state.self), ...demand };
}

/** The request cost what its answer says; what was not carried out cost nothing. */
function account(
  state: NodeState,
  partition: string,
  request: AnyRequest,
  answer: Response | NotLeader | OutOfRange,
  at: LocalTime,
): void {
  const demand = demandFor(state, partition, request);
  const units =
    answer.kind === "not-leader" || answer.kind === "out-of-range" ? 0 : costOf(answer, demand);
  settle(state.admission, demand, units, at);
  if (answer.kind === "done") observe(state.admission, demand, request.key, units, at);
  if (demand.kind === "write") noteLed(state, demand.members ?? [], units);
}

function sayElsewhere(
  state: NodeState,
  router: Address,
  request: RequestId,
  partition: string,
  key: string,
  effects: NodeEffects,
): void {
  effects.mark("wrong-partition");
  const newer = newerRoutes(state, partition, key);
  effects.send(router, { kind: "wrong-partition", request, partition, newer });
}

/** What a page weighs on the wire. */
const bytesOf = (answer: Response | NotLeader): number =>
  answer.kind === "done" && answer.page !== undefined
    ? answer.page.items.reduce((sum, { bytes }) => sum + bytes, 0)
    : 0;
