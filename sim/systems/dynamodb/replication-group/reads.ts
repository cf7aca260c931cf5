/**
 * Reads. A strongly consistent read is answered by the leader inside its lease, an eventually
 * consistent one by any storage replica from what it has applied (ATC '22, §3).
 *
 * The page comes from disk, which takes time in which the lease can run out. That does no harm: the
 * lease was good at one instant between call and answer, and at that instant this replica had all
 * that was committed (a second look at the lease, when the page is there, can be left out without
 * any property noticing: we tried).
 */

import type { Done, Get, Rejected } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { readUnits } from "../../../parts/capacity-units.ts";
import { contains } from "../../../parts/key-range.ts";
import { lookUp } from "../../../parts/ordered-map.ts";
import type { Item } from "../messages/records.ts";
import type { ReadPart } from "../messages/transactions.ts";
import type { ReplicaEffects } from "../messages.ts";
import { isLeaving, refuse, whyRefuse } from "./lease.ts";
import { answerPage } from "./pages.ts";
import type { PendingRead } from "./parts-of-state.ts";
import { noteStalled } from "./stalled.ts";
import { madeOf } from "./stamping.ts";
import { buggy, type ReplicaState } from "./state.ts";

export function onRead(
  state: ReplicaState,
  from: Address,
  { request, key, consistency }: Get,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  read(state, from, { request, key, consistency }, at, effects);
}

/** For a read transaction: as a strong read, but of no item that waits for a transaction. */
export function onReadPart(
  state: ReplicaState,
  from: Address,
  { request, key }: ReadPart,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  read(state, from, { request, key, consistency: "strong", isPart: true }, at, effects);
}

function read(
  state: ReplicaState,
  from: Address,
  asked: Omit<PendingRead, "from">,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { request, key, consistency } = asked;
  const refused =
    consistency === "strong"
      ? mayNotRead(state, at) || isLeaving(state, key)
      : state.role === "recovering";
  if (refused) return refuse(state, from, request, effects);
  if (!contains(state.range, key)) return effects.send(from, { kind: "out-of-range", request });
  const ticket = state.nextTicket;
  state.nextTicket += 1;
  state.reads.set(ticket, { from, ...asked });
  effects.fetch(ticket);
}

export function onFetched(
  state: ReplicaState,
  ticket: number,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
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
  const item = itemSeen(state, read.key);
  if (item?.extras?.transaction !== undefined) noteStalled(state, read, item, at, effects);
  effects.send(read.from, mayNotPass(state, read, item) ? inConflict(read) : answer(read, item));
}

function mayNotRead(state: ReplicaState, at: LocalTime): boolean {
  const reason = whyRefuse(state, at);
  if (reason === "no-lease" && buggy(state, "read-without-lease")) return false;
  return reason !== undefined;
}

/** An eventual read, and as it stands a strong one, passes an item that waits for a transaction. */
function mayNotPass(
  { setup }: ReplicaState,
  { consistency, isPart }: PendingRead,
  item: Item | undefined,
): boolean {
  if (item?.extras?.transaction === undefined || consistency === "eventual") return false;
  return isPart === true || !setup.config.singleReadsPassPrepared;
}

const inConflict = ({ request }: PendingRead): Rejected => ({
  kind: "rejected",
  request,
  reason: "transaction-conflict",
});

function answer({ request, consistency }: PendingRead, item: Item | undefined): Done {
  return {
    kind: "done",
    request,
    value: item?.value,
    version: item?.value === undefined ? 0 : madeOf(item),
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
