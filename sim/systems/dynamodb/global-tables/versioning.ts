/**
 * Writes of a global table, as the leader that takes them sees them: its customers' own, which get a
 * version, and those replicated from other Regions, which have one (developer guide, global tables:
 * the last writer wins).
 */

import type { LocalTime } from "../../../kernel/time.ts";
import type { Replicate } from "../messages/own.ts";
import type { Extras } from "../messages/records.ts";
import type { Found, Outcome } from "../replication-group/outcomes.ts";
import { buggy, type ReplicaState } from "../replication-group/state.ts";
import { isChange } from "../streams/change-of.ts";
import { isNewer, nextVersion, type Version } from "./versions.ts";

type Written = Extract<Outcome, { kind: "write" }>;

/**
 * A replicated write takes effect if it is newer than what is there. An item that it removes keeps
 * its version, so that an older write that comes later does not bring it back.
 */
export function replicatedOutcome(
  { value, bytes, version, attributes }: Replicate,
  found: Found,
): Outcome {
  const known = found.extras?.global;
  if (known !== undefined && !isNewer(version, known)) return { kind: "nothing" };
  const extras = attributes === undefined ? undefined : { attributes };
  return { kind: "write", value, bytes, extras: { ...extras, global: version } };
}

/**
 * A write made in this Region gets its version here. One that changes nothing leaves the item's as it
 * is: the stream has no record of it, so the other Regions would never hear of a newer one.
 */
export function versioned(
  state: ReplicaState,
  outcome: Written,
  found: Found,
  at: LocalTime,
): Written {
  const region = state.setup.derived?.table.replica?.region;
  if (region === undefined) return outcome;
  const known = found.extras?.global;
  const isNew = isChange(found, outcome) || buggy(state, "stamped-without-a-change");
  const global = isNew ? stampOf(state, region, known, at) : known;
  return global === undefined ? outcome : { ...outcome, extras: withVersion(outcome, global) };
}

function stampOf(
  state: ReplicaState,
  region: string,
  known: Version | undefined,
  at: LocalTime,
): Version {
  const byClock = buggy(state, "stamp-by-the-clock-alone");
  return nextVersion(region, at, byClock ? undefined : known);
}

/** What an update leaves of the item's other extras is of this write, too. */
const withVersion = ({ extras }: Written, global: Version): Extras => ({ ...extras, global });

/** The mistakes of a Region that does not look at what it has, or has lost it. */
export const forgetsVersion = (state: ReplicaState, { value }: Found): boolean =>
  buggy(state, "last-arrival-wins") ||
  (value === undefined && buggy(state, "deleted-item-forgets-its-stamp"));
