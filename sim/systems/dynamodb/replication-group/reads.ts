/**
 * Reads. A strongly consistent read is answered by the leader inside its lease, an eventually
 * consistent one by any storage replica from what it has applied (ATC '22, §3).
 *
 * The page comes from disk, which takes time in which the lease can run out. That does no harm: the
 * lease was good at one instant between call and answer, and at that instant this replica had all
 * that was committed (a second look at the lease, when the page is there, can be left out without
 * any property noticing: we tried).
 */

import type { Done, Get } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { readUnits } from "../../../parts/capacity-units.ts";
import { contains } from "../../../parts/key-range.ts";
import { lookUp } from "../../../parts/ordered-map.ts";
import type { Item } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { isLeaving, refuse, whyRefuse } from "./lease.ts";
import { answerPage } from "./pages.ts";
import { buggy, type PendingRead, type ReplicaState } from "./state.ts";

export function onRead(
  state: ReplicaState,
  from: Address,
  { request, key, consistency }: Get,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const refused =
    consistency === "strong"
      ? mayNotRead(state, at) || isLeaving(state, key)
      : state.role === "recovering";
  if (refused) return refuse(state, from, request, effects);
  if (!contains(state.range, key)) return effects.send(from, { kind: "out-of-range", request });
  const ticket = state.nextTicket;
  state.nextTicket += 1;
  state.reads.set(ticket, { from, request, key, consistency });
  effects.fetch(ticket);
}

export function onFetched(state: ReplicaState, ticket: number, effects: ReplicaEffects): void {
  const page = state.pages.get(ticket);
  if (page !== undefined) {
    state.pages.delete(ticket);
    return answerPage(state, page, effects);
  }
  const read = state.reads.get(ticket);
  if (read === undefined) return;
  state.reads.delete(ticket);
  // The partition may have been split since.
  if (!contains(state.range, read.key)) {
    return effects.send(read.from, { kind: "out-of-range", request: read.request });
  }
  effects.send(read.from, answer(state, read));
}

function mayNotRead(state: ReplicaState, at: LocalTime): boolean {
  const reason = whyRefuse(state, at);
  if (reason === "no-lease" && buggy(state, "read-without-lease")) return false;
  return reason !== undefined;
}

function answer(state: ReplicaState, { request, key, consistency }: PendingRead): Done {
  const item = itemSeen(state, key);
  return {
    kind: "done",
    request,
    value: item?.value,
    version: item?.value === undefined ? 0 : item.lsn,
    units: readUnits(item?.bytes ?? 0, consistency),
  };
}

/** The item as committed and applied. */
function itemSeen(state: ReplicaState, key: string): Item | undefined {
  const uncommitted = state.tentative.get(key);
  if (uncommitted !== undefined && buggy(state, "read-uncommitted")) {
    const { value, bytes, lsn } = uncommitted;
    return value === undefined ? undefined : { value, bytes, lsn };
  }
  return lookUp(state.items, key);
}
