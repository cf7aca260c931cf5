/** A leader is told to split its partition: see `split-off.ts` for what that does. */

import type { LocalTime } from "../../../kernel/time.ts";
import { shareOf, splitAt } from "../../../parts/key-range.ts";
import { cutFor } from "../index-propagation/collection-limit.ts";
import type { SplitAt } from "../messages/group.ts";
import type { ReplicaEffects } from "../messages.ts";
import { whyNotChange } from "./membership.ts";
import { logOrder } from "./orders.ts";
import { applySplit, type Split } from "./split-off.ts";
import { buggy, nextLsn, type ReplicaState } from "./state.ts";

/**
 * As leader: begins to split, unless the group is busy changing. An order that comes twice, or late,
 * names a key that is not inside any more.
 */
export function onSplitAt(
  state: ReplicaState,
  { at: wanted }: SplitAt,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const key = cutFor(state, wanted);
  if (whyNotSplitAt(state, key) !== undefined) return effects.mark("split-refused");
  effects.mark("split-begun");
  const order = orderAt(state, key);
  if (buggy(state, "split-without-committing")) {
    applySplit(state, nextLsn(state), order, state.promised, effects);
  } else if (!buggy(state, "child-forgets-writes-during-split")) state.leaving = key;
  logOrder(state, order, at, effects);
}

function whyNotSplitAt(
  state: ReplicaState,
  at: string,
): "not-leader" | "not-settled" | "handing-over" | "has-log-replica" | "not-inside" | undefined {
  const { range, leaving, logMembers, successor } = state;
  if (successor !== undefined) return "handing-over";
  if (logMembers.length > 0) return "has-log-replica";
  if (leaving !== undefined) return "not-settled";
  if (at <= range.from || (range.to !== undefined && at >= range.to)) return "not-inside";
  return whyNotChange(state);
}

/** The child is named by its number among the parent's, which the log knows: no name comes twice. */
function orderAt(state: ReplicaState, at: string): Split {
  const { range, children = [], setup } = state;
  const [, right] = splitAt(range, at);
  const ballast = Math.round((state.ballast * shareOf(right)) / shareOf(range));
  const child = `${setup.partition ?? ""}.${children.length + 1}`;
  return { kind: "split", at, child, ballast };
}
