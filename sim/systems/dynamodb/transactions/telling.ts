/** What a client is told of its transaction, through the router that passed it on. */

import type { RejectReason } from "../../../client/operation.ts";
import { readUnits } from "../../../parts/capacity-units.ts";
import type { Asker, CoordinatorEffects, Running } from "./coordinator-state.ts";
import type { LedgerEntry } from "./ledger.ts";

/** Tells whoever waits, once. */
export function answer(running: Running, entry: LedgerEntry, effects: CoordinatorEffects): void {
  const { asker } = running;
  if (asker === undefined) return;
  running.asker = undefined;
  const { request, router } = asker;
  const { reasons, parts, units = 0 } = entry;
  if (reasons !== undefined) {
    effects.mark("transaction-canceled");
    const reason = "transaction-canceled";
    return effects.send(router, { kind: "rejected", request, reason, reasons });
  }
  effects.mark("transaction-committed");
  const done = { kind: "done", request, value: undefined, version: 0, units } as const;
  effects.send(router, parts === undefined ? done : { ...done, parts });
}

/** One that comes again after it was completed costs reads (facts of the developer guide, units). */
export const replayUnits = ({ actions }: LedgerEntry): number =>
  actions.reduce(
    (sum, { action }) => sum + 2 * readUnits("bytes" in action ? action.bytes : 0, "strong"),
    0,
  );

export function reject(asker: Asker, reason: RejectReason, effects: CoordinatorEffects): void {
  const { request, router } = asker;
  effects.mark(`transaction-refused/${reason}`);
  effects.send(router, { kind: "rejected", request, reason });
}
