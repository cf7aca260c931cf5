import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { machine } from "./field.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { spellText } from "./words.ts";

export interface Crash {
  readonly kind: "crash";
  readonly machine: string;
  readonly from: Duration;
  readonly until: Duration;
}

export const crashShape: Shape<Crash> = {
  kind: "crash",
  does:
    "The machine loses power: what its roles held in memory is gone, and of what its disk had not " +
    "yet flushed only a prefix is left. At the end it starts again from its disk.",
  source: "Jepsen `kill`; VOPR replica crash; FoundationDB KillInstantly",
  fields: { machine: machine("which machine"), ...spellFields },
  clash: neverLasts,
};

/**
 * A machine down from `from` until `until`, back from its disk. Throws a RangeError for a field
 * that makes no sense.
 */
export const crash = (options: Omit<Crash, "kind">): Crash => specFrom(crashShape, options);

export const crashFault = (spec: Crash): Fault => ({
  name: spec.kind,
  about: spec.machine,
  ...instants(spec),
  machines: [spec.machine],
  zones: [],
  begin: (world) => world.crash(spec.machine),
  end: (world) => world.restart(spec.machine),
});

export const describeCrash = (spec: Crash): string => `${spec.machine} down ${spellText(spec)}`;
