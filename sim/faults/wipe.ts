import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { machine } from "./field.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { timeText } from "./words.ts";

export interface Wipe {
  readonly kind: "wipe";
  readonly machine: string;
  readonly from: Duration;
  readonly until: Duration;
}

export const wipeShape: Shape<Wipe> = {
  kind: "wipe",
  does:
    "The machine loses power and all that is on its disk. At the end it starts with an empty disk, " +
    "under its old name and configuration.",
  source: "VOPR reformat, in 30 % of its runs; FoundationDB RebootAndDelete",
  fields: { machine: machine("which machine"), ...spellFields },
  clash: neverLasts,
};

/**
 * A machine that loses its disk at `from` and is back, empty, at `until`. Throws a RangeError for a
 * field that makes no sense.
 */
export const wipe = (options: Omit<Wipe, "kind">): Wipe => specFrom(wipeShape, options);

export const wipeFault = (spec: Wipe): Fault => ({
  name: spec.kind,
  about: spec.machine,
  ...instants(spec),
  machines: [spec.machine],
  zones: [],
  begin(world) {
    world.crash(spec.machine);
    world.wipe(spec.machine);
  },
  end: (world) => world.restart(spec.machine),
});

export const describeWipe = (spec: Wipe): string =>
  `${spec.machine} loses its disk at ${timeText(spec.from)}, back empty at ${timeText(spec.until)}`;
