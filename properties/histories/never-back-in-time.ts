import { toSeconds } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";
import { type ReadType, sessionReads } from "./session-reads.ts";

const where: Readonly<Record<ReadType, string>> = {
  strong: "A strong read",
  eventual: "An eventual read",
  index: "A read of a global index",
};

/** Two of the four session guarantees (Terry et al., PDIS 1994), for one type of read. */
export const neverBackInTime = (type: ReadType): HistoryProperty => ({
  kind: "history",
  name: `${type}-reads-never-go-back`,
  statement: `${where[type]} never shows less than its client has written, or read in that way, before.`,
  source: "claim U4; Terry et al., Session Guarantees for Weakly Consistent Replicated Data, 1994",

  judge({ operations }) {
    const { seen, found } = sessionReads(operations);
    const checked = seen[type];
    if (checked === 0)
      return { verdict: "unknown", checked, reason: `no ${type} read was answered` };
    const back = found.filter((one) => one.type === type);
    const [first] = back;
    if (first === undefined) {
      return { verdict: "holds", checked, reason: `${checked} items read, none older than before` };
    }
    const { read, item, version, known, by, guarantee } = first;
    const { process, request, invoked, completed } = read;
    return {
      verdict: "broken",
      checked,
      reason:
        `${back.length} of ${checked} items read are older than before, first ${item} by ${process} ` +
        `(r${request}, ${toSeconds(invoked)} s): version ${version} after ${known} (${guarantee})`,
      at: completed ?? invoked,
      operations: [by.request, request],
    };
  },
});
