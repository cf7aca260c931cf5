import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { machine } from "./field.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { edgesOf } from "./unsynced.ts";
import { spellText } from "./words.ts";

export interface TornWrite {
  readonly kind: "torn-write";
  readonly machine: string;
  readonly from: Duration;
  readonly until: Duration;
}

export const tornWriteShape: Shape<TornWrite> = {
  kind: "torn-write",
  does:
    "A crash while it lasts leaves half of a record that was being written: its checksum is " +
    "wrong, and nothing after it is there. Without a crash, or with nothing being written, it does " +
    "nothing.",
  source: "VOPR crash faults: 80 to 100 % of the sectors with a write pending",
  fields: { machine: machine("whose disk"), ...spellFields },
  clash: neverLasts,
};

/**
 * A disk on which a crash tears the record being written, from `from` until `until`. Throws a
 * RangeError for a field that makes no sense.
 */
export const tornWrite = (options: Omit<TornWrite, "kind">): TornWrite =>
  specFrom(tornWriteShape, options);

export const tornWriteFault = (spec: TornWrite): Fault => ({
  name: spec.kind,
  about: spec.machine,
  ...instants(spec),
  machines: [spec.machine],
  zones: [],
  ...edgesOf(spec),
});

export const describeTornWrite = (spec: TornWrite): string =>
  `a crash of ${spec.machine} tears the record being written ${spellText(spec)}`;
