import fc from "fast-check";
import { endOf, type FaultSpec } from "../../sim/faults/schedule.ts";
import { streamsOf } from "../../sim/kernel/random.ts";
import { type Duration, ms } from "../../sim/kernel/time.ts";
import { lasting } from "./fault-parameters.ts";
import { drawSchedule, type ScheduleOptions } from "./fault-schedule.ts";

/**
 * Schedules of `drawSchedule` as a fast-check arbitrary. A failing one shrinks by leaving out
 * faults and shortening the others, down to the shortest of their kind, and so stays within the
 * rules of the atlas. Not every fault is at its drawn length to begin with.
 */
export const faultSchedules = (
  options: Omit<ScheduleOptions, "random">,
): fc.Arbitrary<FaultSpec[]> =>
  fc
    .noShrink(fc.nat())
    .map((seed) => drawSchedule({ ...options, random: streamsOf(seed)("fault schedule") }))
    .chain((schedule) =>
      fc
        .tuple(...schedule.map(() => fc.integer({ min: 0, max: 2 * whole })))
        .map((shares) => schedule.flatMap((spec, index) => shortened(spec, shares[index]!))),
    );

const whole = 500;

/** A fault at `share` of 500 of its length; above, as it is; at 0, gone. */
function shortened(spec: FaultSpec, share: number): FaultSpec[] {
  if (share === 0) return [];
  if (share >= whole || spec.kind === "clock-jump") return [spec];
  const length = endOf(spec) - spec.from;
  const least = Math.min(length, lasting[spec.kind].min);
  const kept = least + ms(Math.floor(((length - least) * share) / whole / 1_000));
  return [{ ...spec, until: (spec.from + kept) as Duration }];
}
