import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { machine } from "./field.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { spellText } from "./words.ts";

export interface Pause {
  readonly kind: "pause";
  readonly machine: string;
  readonly from: Duration;
  readonly until: Duration;
}

export const pauseShape: Shape<Pause> = {
  kind: "pause",
  does:
    "The machine's roles do nothing, while its clock runs and messages pile up. At the end they go " +
    "on with what they believed before, as after a long garbage collection or a moved virtual " +
    "machine.",
  source: "Jepsen `pause` (SIGSTOP); VOPR replica pause, at least 0 to 10 s; Antithesis hang",
  fields: { machine: machine("which machine"), ...spellFields },
  clash: neverLasts,
};

/**
 * A machine that does nothing from `from` until `until`, and then goes on. Throws a RangeError for
 * a field that makes no sense.
 */
export const pause = (options: Omit<Pause, "kind">): Pause => specFrom(pauseShape, options);

export const pauseFault = (spec: Pause): Fault => ({
  name: spec.kind,
  about: spec.machine,
  ...instants(spec),
  machines: [spec.machine],
  zones: [],
  begin: (world) => world.pause(spec.machine),
  end: (world) => world.resume(spec.machine),
});

export const describePause = (spec: Pause): string => `${spec.machine} paused ${spellText(spec)}`;
