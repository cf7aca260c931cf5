import type { Fault } from "../kernel/fault.ts";
import { at, type Duration } from "../kernel/time.ts";
import { instant, machine, step } from "./field.ts";
import { type Shape, specFrom } from "./shape.ts";
import { stepText, timeText } from "./words.ts";

/** It has no `until`: a jump is over as soon as it has happened. */
export interface ClockJump {
  readonly kind: "clock-jump";
  readonly machine: string;
  readonly by: Duration;
  readonly from: Duration;
}

export const clockJumpShape: Shape<ClockJump> = {
  kind: "clock-jump",
  does:
    "The machine's clock steps once, forwards or, if it is negative, backwards, and stays there, " +
    "as when its time service corrects it.",
  source: "Jepsen clock bump, about 11 ms to 288 s either way",
  fields: {
    machine: machine("whose clock"),
    by: step("how far it steps; negative: backwards"),
    from: instant("when it steps"),
  },
};

/** A clock that steps by `by` at `from`. Throws a RangeError for a field that makes no sense. */
export const clockJump = (options: Omit<ClockJump, "kind">): ClockJump =>
  specFrom(clockJumpShape, options);

export const clockJumpFault = (spec: ClockJump): Fault => ({
  name: spec.kind,
  about: spec.machine,
  from: at(spec.from),
  until: at(spec.from),
  machines: [spec.machine],
  zones: [],
  begin: (world) => world.jumpClock(spec.machine, spec.by),
});

export const describeClockJump = (spec: ClockJump): string =>
  `the clock of ${spec.machine} jumps ${stepText(spec.by)} at ${timeText(spec.from)}`;
