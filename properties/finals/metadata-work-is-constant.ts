import { at, type Duration, seconds, toSeconds } from "../../sim/kernel/time.ts";
import type { FinalProperty } from "../property.ts";
import {
  fleetOf,
  isFinding,
  offeredLoad,
  percent,
  unknown,
  wholeSeconds,
} from "./metadata-figures.ts";

/** A push more or less at the bounds of a stretch, one in a hundred or so. */
const tolerance = 0.05;

/**
 * The load on the metadata service is the same in every stretch of `stretch` up to `until`, whatever
 * happens to the fleet. `stretch` is to be a whole number of seconds.
 */
export const metadataWorkIsConstant = (options: {
  readonly stretch: Duration;
  readonly until: Duration;
}): FinalProperty => ({
  kind: "final",
  name: "metadata-work-is-constant",
  statement: `In every ${toSeconds(options.stretch)} s the metadata service is asked for the same work.`,
  source: "claim O3; ATC '22, §6.6 (constant work)",

  judge(world) {
    const fleet = fleetOf(world);
    if (isFinding(fleet)) return fleet;
    const { stretch, until } = options;
    const length = toSeconds(stretch);
    const count = Math.floor(until / stretch);
    if (count < 2 || world.now < until) return unknown("the run ends too early to tell");
    const whole = offeredLoad(fleet, wholeSeconds(seconds(0), until));
    if (whole === 0) return unknown("nothing was asked of the metadata service");
    const loads = Array.from({ length: count }, (_, index) =>
      offeredLoad(fleet, { from: index * length, until: (index + 1) * length }),
    );
    const least = loads.reduce((low, load) => Math.min(low, load));
    const most = loads.reduce((high, load) => Math.max(high, load));
    const reason = `between ${percent(least)} and ${percent(most)} of capacity in ${count} stretches`;
    const odd = loads.findIndex((load) => Math.abs(load - whole) > whole * tolerance);
    if (odd === -1) return { verdict: "holds", checked: count, reason };
    return { verdict: "broken", checked: count, reason, at: at(seconds(odd * length)) };
  },
});
