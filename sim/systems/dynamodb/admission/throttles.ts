/**
 * Throttling in the published names (developer guide, throttling diagnostics and programming
 * errors): the table's mode decides the exception, the limit that was hit the reason.
 */

import type { Throttle } from "../../../client/operation.ts";
import { isIndexTable } from "../tables.ts";
import type { Direction } from "./demand.ts";

/** Which limit was hit, with the mode of the table. Others do not occur. */
export type Limit =
  | {
      readonly mode: "provisioned";
      /** The table's rate, or what one partition can serve. */
      readonly limit: "provisioned" | "key-range";
    }
  | {
      readonly mode: "on-demand";
      /** What the partitions can serve by now, the quota of one table, or the user's own maximum. */
      readonly limit: "key-range" | "account" | "maximum";
    };

export interface Throttled {
  readonly direction: Direction;
  /** Name of the table or index. */
  readonly resource: string;
  /** The partition that refused; absent: the table as a whole did. */
  readonly partition?: string;
}

const reasons = {
  provisioned: "ProvisionedThroughputExceeded",
  "key-range": "KeyRangeThroughputExceeded",
  account: "AccountLimitExceeded",
  maximum: "MaxOnDemandThroughputExceeded",
} as const;

export function throttle(
  { mode, limit }: Limit,
  { direction, resource, partition }: Throttled,
): Throttle {
  const where = isIndexTable(resource) ? "Index" : "Table";
  const what = direction === "read" ? "Read" : "Write";
  return {
    exception: exceptionOf(mode, limit),
    reason: `${where}${what}${reasons[limit]}`,
    resource: partition === undefined ? resource : `${resource}/${partition}`,
  };
}

/**
 * For account limits the guide's pages disagree (ThrottlingException for an index in one of them);
 * this follows the page on errors.
 */
function exceptionOf(mode: Limit["mode"], limit: Limit["limit"]): Throttle["exception"] {
  if (mode === "provisioned") return "ProvisionedThroughputExceededException";
  return limit === "account" ? "RequestLimitExceeded" : "ThrottlingException";
}
