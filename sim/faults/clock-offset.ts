import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { machine, step } from "./field.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { spellText, timeText } from "./words.ts";

export interface ClockOffset {
  readonly kind: "clock-offset";
  readonly machine: string;
  readonly by: Duration;
  readonly from: Duration;
  readonly until: Duration;
}

export const clockOffsetShape: Shape<ClockOffset> = {
  kind: "clock-offset",
  does:
    "The machine's clock is ahead by this much, or behind if it is negative: it steps at the " +
    "beginning, and steps back at the end. Offsets add up.",
  source: "Jepsen clock bump and reset, about 11 ms to 288 s",
  fields: {
    machine: machine("whose clock"),
    by: step("how far it is ahead; negative: behind"),
    ...spellFields,
  },
  clash: neverLasts,
};

/**
 * A clock ahead or behind by `by` from `from` until `until`. Throws a RangeError for a field that
 * makes no sense.
 */
export const clockOffset = (options: Omit<ClockOffset, "kind">): ClockOffset =>
  specFrom(clockOffsetShape, options);

export const clockOffsetFault = (spec: ClockOffset): Fault => ({
  name: spec.kind,
  about: spec.machine,
  ...instants(spec),
  machines: [spec.machine],
  zones: [],
  begin: (world) => world.jumpClock(spec.machine, spec.by),
  end: (world) => world.jumpClock(spec.machine, -spec.by as Duration),
});

export const describeClockOffset = (spec: ClockOffset): string =>
  `the clock of ${spec.machine} ${timeText(Math.abs(spec.by) as Duration)} ` +
  `${spec.by > 0 ? "ahead" : "behind"} ${spellText(spec)}`;
