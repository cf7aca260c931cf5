/** Capacity units that a write has cost (developer guide, read and write operations). */

import {
  conditionCheckUnits,
  transactWriteUnits,
  writeUnits,
} from "../../../parts/capacity-units.ts";
import type { LogRecord } from "../messages/records.ts";
import type { AnyWrite, Found } from "./outcomes.ts";

/** An action of a transaction is paid for, twice, when it is prepared: what follows is free. */
export function unitsOf(write: AnyWrite, found: Found, { bytes: after }: LogRecord): number {
  switch (write.kind) {
    case "prepare-part": {
      const { action } = write.part;
      if (action.kind === "condition-check") return conditionCheckUnits(found.bytes);
      return transactWriteUnits(found.bytes, "bytes" in action ? action.bytes : 0);
    }
    case "commit-part":
    case "cancel-part":
      return 0;
    default:
      return writeUnits(found.bytes, after);
  }
}
