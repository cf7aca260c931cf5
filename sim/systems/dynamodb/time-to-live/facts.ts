/** What a leader notes for observers when it removes an expired item. */

import type { RequestId } from "../../../client/operation.ts";
import type { AnyMessage } from "../../../kernel/role.ts";

/** The removal is logged; it may yet vanish with the leader. */
export interface ItemExpired extends AnyMessage {
  readonly kind: "item-expired";
  readonly request: RequestId;
  readonly table: string;
  /** Whole key of the B-tree. */
  readonly key: string;
}
