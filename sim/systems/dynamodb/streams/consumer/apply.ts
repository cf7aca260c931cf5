/** What a consumer's code does with the records of a batch. */

import { parseItemKey } from "../../../../parts/primary-key.ts";
import type { StreamRecord } from "../messages.ts";
import type { ConsumerState, Totals } from "./state.ts";

/** Whether the code fails on these records. */
export const failsOn = (
  { setup: { spec } }: ConsumerState,
  records: readonly StreamRecord[],
): boolean =>
  spec.poison !== undefined &&
  records.some(({ key }) => parseItemKey(key).partition === spec.poison);

/** Takes the records into what the consumer keeps. */
export function applyRecords(state: ConsumerState, records: readonly StreamRecord[]): void {
  if (state.setup.spec.kind === "aggregate") state.totals = records.reduce(added, state.totals);
  else state.archived += records.length;
}

/** A record shows the item before and after: their difference is what it adds. */
function added({ items, sum }: Totals, { event, before, after }: StreamRecord): Totals {
  const more = event === "INSERT" ? 1 : event === "REMOVE" ? -1 : 0;
  return { items: items + more, sum: sum + numberIn(after?.value) - numberIn(before?.value) };
}

const numberIn = (value: unknown): number => (typeof value === "number" ? value : 0);
