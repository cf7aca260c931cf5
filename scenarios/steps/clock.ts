/** Commands on time: tick, timer. */

import { after, type LocalTime } from "../../sim/kernel/time.ts";
import { happen, type Stage, say } from "./hand-kernel.ts";
import { lengthOf, runningActor, timeText } from "./words.ts";

/** `tick 250ms`: time passes, and no timer fires by itself. */
export function tick(stage: Stage, [length]: readonly string[]): void {
  stage.now = after(stage.now, lengthOf(length));
  say(stage, `now ${timeText(stage.now)}`);
}

/**
 * `timer a detect`, `timer a detect at 1500ms`: a timer fires; without a time as soon as it may.
 * It may be late, as on a machine that was paused, but never early.
 */
export function timer(stage: Stage, [name, timed = "", at, instant]: readonly string[]): void {
  const actor = runningActor(stage, name);
  const earliest = actor.timers.get(timed);
  if (earliest === undefined) return say(stage, `${name}  has no timer ${timed}`);
  if (at !== undefined && at !== "at") throw new RangeError(`"${at}": expected at 1200ms`);
  const soonest = Math.max(earliest, stage.now) as LocalTime;
  const when = at === "at" ? (lengthOf(instant) as number as LocalTime) : soonest;
  if (when < soonest) {
    throw new RangeError(
      `timer ${timed} of ${name} cannot fire at ${timeText(when)}: ` +
        `expected ${timeText(soonest)} or later`,
    );
  }
  stage.now = when;
  actor.timers.delete(timed);
  say(stage, `${name}  timer ${timed} fires at ${timeText(when)}`);
  happen(stage, actor, { kind: "timer", timer: timed });
}
