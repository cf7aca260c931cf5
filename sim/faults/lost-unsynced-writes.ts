import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { flag, machine } from "./field.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { edgesOf } from "./unsynced.ts";
import { spellText } from "./words.ts";

export interface LostUnsyncedWrites {
  readonly kind: "lost-unsynced-writes";
  readonly machine: string;
  readonly confirmedToo: boolean;
  readonly from: Duration;
  readonly until: Duration;
}

export const lostUnsyncedWritesShape: Shape<LostUnsyncedWrites> = {
  kind: "lost-unsynced-writes",
  does:
    "A crash while it lasts leaves nothing of what was not yet flushed. With `confirmedToo` the " +
    "disk lies: it says that a record is flushed, and a crash proves it wrong. Without a crash it " +
    "does nothing.",
  source: "Jepsen with lazyfs; FoundationDB AsyncFileNonDurable",
  fields: {
    machine: machine("whose disk"),
    confirmedToo: flag("also lose what the disk has called flushed since the beginning"),
    ...spellFields,
  },
  clash: neverLasts,
};

/**
 * A disk of which a crash takes all that was not flushed, from `from` until `until`; with
 * `confirmedToo`, also what it said was. Throws a RangeError for a field that makes no sense.
 */
export const lostUnsyncedWrites = (
  options: Omit<LostUnsyncedWrites, "kind" | "confirmedToo"> & { readonly confirmedToo?: boolean },
): LostUnsyncedWrites => specFrom(lostUnsyncedWritesShape, options);

export const lostUnsyncedWritesFault = (spec: LostUnsyncedWrites): Fault => ({
  name: spec.kind,
  about: spec.machine,
  ...instants(spec),
  machines: [spec.machine],
  zones: [],
  ...edgesOf(spec),
});

export const describeLostUnsyncedWrites = (spec: LostUnsyncedWrites): string =>
  `a crash of ${spec.machine} loses what is not flushed` +
  `${spec.confirmedToo ? ", and what the disk said was," : ""} ${spellText(spec)}`;
