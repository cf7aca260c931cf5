/**
 * Removal of expired items. The leader of a partition looks at its items from time to time, so many
 * at once, and removes those that are due, by a delete of its own in the log: free of capacity, and
 * marked as DynamoDB's in the stream (developer guide, TTL). Until then they are read and written as
 * all others; one that is written with a later expiry stays.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import { toSeconds } from "../../../kernel/time.ts";
import { entriesBetween, keepOrder } from "../../../parts/ordered-map.ts";
import { versioned } from "../global-tables/versioning.ts";
import type { Item } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { ownRequestId } from "../own-request-ids.ts";
import { logWrite } from "../replication-group/leader.ts";
import { isLeaving, whyRefuse } from "../replication-group/lease.ts";
import { buggy, type ReplicaState } from "../replication-group/state.ts";
import { delayOf, expiryOf, hasExpired } from "./expiry.ts";
import type { ItemExpired } from "./facts.ts";

export function armExpiry({ setup }: ReplicaState, effects: ReplicaEffects): void {
  if (setup.derived?.table.expiry === undefined || setup.kind === "log") return;
  const { expiryInterval } = setup.config;
  effects.setTimer("expiry", expiryInterval, expiryInterval);
}

/** Every member keeps the timer; the leader looks. */
export function onExpiryTimer(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  armExpiry(state, effects);
  const { expiry } = state.setup.derived?.table ?? {};
  if (expiry === undefined || whyRefuse(state, at) !== undefined) return;
  const { expiryItems: limit } = state.setup.config;
  keepOrder(state.items);
  const looked = entriesBetween(state.items, state.expiryCursor ?? "", undefined, { limit });
  const last = looked[looked.length - 1];
  state.expiryCursor = looked.length < limit || last === undefined ? "" : `${last[0]}\0`;
  for (const [key, committed] of looked) {
    const item = seenBy(state, key, committed);
    if (isLeaving(state, key) || !isDue(state, key, item, expiry.attribute, at)) continue;
    remove(state, key, item, at, effects);
  }
}

/** Its newest write, committed or not: who renews an item in time keeps it. */
function seenBy(state: ReplicaState, key: string, committed: Item): Item {
  const newest = state.tentative.get(key);
  if (newest === undefined) return committed;
  const mistake =
    newest.value === undefined ? "expired-item-removed-twice" : "renewed-item-removed";
  return buggy(state, mistake) ? committed : newest;
}

function isDue(
  state: ReplicaState,
  key: string,
  item: Item,
  attribute: string,
  at: LocalTime,
): boolean {
  const expiry = expiryOf(item, attribute);
  if (expiry === undefined) return false;
  if (!hasExpired(expiry, at, buggy(state, "long-past-taken-for-expired"))) return false;
  return toSeconds(at) >= expiry + delayOf(key, expiry, state.setup.config.expiryDelayMost);
}

function remove(
  state: ReplicaState,
  key: string,
  item: Item,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const gone = { kind: "write", value: undefined, bytes: 0, extras: undefined } as const;
  const outcome = versioned(state, { ...gone, byService: true }, item, at);
  state.ownRequests += 1;
  const request = ownRequestId(state.self, state.ownRequests);
  effects.mark("expired-item-removed");
  const fact: ItemExpired = { kind: "item-expired", request, table: state.setup.table ?? "", key };
  effects.note(fact);
  logWrite(state, { key, request }, outcome, item, effects);
}
