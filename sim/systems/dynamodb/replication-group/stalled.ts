/**
 * Inline recovery: a read or write that meets an item whose transaction has been under way for too
 * long has somebody look after it (ATC '23, §3.5).
 */

import { after, type LocalTime } from "../../../kernel/time.ts";
import type { Item } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { takenAt } from "../transactions/stamps.ts";
import type { AnyWrite } from "./outcomes.ts";
import { buggy, type ReplicaState } from "./state.ts";

/** Tells a recovery manager of the item's transaction, if it is not what is asked for here. */
export function noteStalled(
  state: ReplicaState,
  asked: AnyWrite | { readonly key: string },
  { extras }: Pick<Item, "extras">,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { table = "", transactions: managers, config } = state.setup;
  const waitsFor = extras?.transaction;
  if (managers === undefined || waitsFor === undefined) return;
  const { id, stamp } = waitsFor;
  if (at < after(takenAt(stamp), config.stalledAfter) || transactionOf(asked) === id) return;
  const manager = managers[0];
  if (manager === undefined || buggy(state, "no-recovery")) return;
  effects.mark("transaction-stalled");
  effects.send(manager, { kind: "stalled", id, table, key: asked.key });
}

function transactionOf(asked: AnyWrite | { readonly key: string }): string | undefined {
  if ("part" in asked) return asked.part.id;
  return "id" in asked ? asked.id : undefined;
}
