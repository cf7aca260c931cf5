/** How often reads went back in time, by where they looked. */

import { isWrite, type Operation } from "../sim/client/history.ts";
import { type ReadType, sessionReads } from "./histories/session-reads.ts";
import type { Measure } from "./result.ts";

/**
 * `strongReadYourWrites`, `strongMonotonic` and so on: items read that broke the guarantee, as a share
 * of those read in that way. Only where clients query a global index: that is what is compared.
 */
export function sessions(load: readonly Operation[]): Record<string, Measure> {
  const asksIndexes = load.some(({ range }) => range?.index !== undefined);
  if (!asksIndexes || !load.some(isWrite)) return {};
  const { seen, found } = sessionReads(load);
  const shares: Record<string, Measure> = {};
  for (const type of ["strong", "eventual", "index"] as const satisfies readonly ReadType[]) {
    if (seen[type] === 0) continue;
    const share = (guarantee: string): Measure => ({
      value:
        found.filter((one) => one.type === type && one.guarantee === guarantee).length / seen[type],
      unit: "share of items read",
    });
    shares[`${type}UnlikeOwnWrites`] = share("read-your-writes");
    shares[`${type}BackInTime`] = share("monotonic-reads");
  }
  return shares;
}
