/** A leader is told to split its partition: see `split-off.ts` for what that does. */

import { shareOf, splitAt } from "../../../parts/key-range.ts";
import type { ReplicaEffects, SplitAt } from "../messages.ts";
import { whyNotChange } from "./membership.ts";
import { logOrder } from "./orders.ts";
import type { ReplicaState } from "./state.ts";

/** As leader: begins to split, unless the group is busy changing or the key is not inside. */
export function onSplitAt(
  state: ReplicaState,
  { at, child }: SplitAt,
  effects: ReplicaEffects,
): void {
  const inside = at > state.range.from && (state.range.to === undefined || at < state.range.to);
  if (!inside || whyNotChange(state) !== undefined || state.leaving !== undefined) {
    return effects.mark("split-refused");
  }
  const [, right] = splitAt(state.range, at);
  const ballast = Math.round((state.ballast * shareOf(right)) / shareOf(state.range));
  effects.mark("split-begun");
  state.leaving = at;
  logOrder(state, { kind: "split", at, child, ballast }, effects);
}
