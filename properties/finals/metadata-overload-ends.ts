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

/** Load is looked at in stretches of this many seconds: questions come one by one. */
const stretch = 10;

/**
 * The load that a disruption brings goes when the disruption has gone: from `within` after it, what
 * is asked of the metadata service is again less than it can do. If not, the overload feeds itself.
 */
export const metadataOverloadEnds = (options: {
  readonly disruption: { readonly from: Duration; readonly until: Duration };
  readonly within: Duration;
  readonly until: Duration;
}): FinalProperty => ({
  kind: "final",
  name: "metadata-overload-ends",
  statement: `From ${toSeconds(options.within)} s after the disruption the metadata service is asked for less than its capacity.`,
  source: "claim O3; Bronson et al., HotOS '21 (metastable failures)",

  judge(world) {
    const fleet = fleetOf(world);
    if (isFinding(fleet)) return fleet;
    const { disruption, within, until } = options;
    const begins = wholeSeconds((disruption.until + within) as Duration, until);
    if (begins.from + stretch > begins.until || world.now < until) {
      return unknown("the run ends too early to tell");
    }
    const before = offeredLoad(fleet, wholeSeconds(seconds(0), disruption.from));
    if (before >= 1) return unknown(`the load is ${percent(before)} of capacity to begin with`);
    const loads = stretches(begins.from, begins.until).map((from) => ({
      from,
      load: offeredLoad(fleet, { from, until: from + stretch }),
    }));
    const most = loads.reduce((worst, one) => (one.load > worst.load ? one : worst));
    const checked = loads.length;
    const reason = `the load is ${percent(before)} of capacity before, at most ${percent(most.load)} from ${begins.from} s on`;
    const over = loads.find(({ load }) => load >= 1);
    if (over === undefined) return { verdict: "holds", checked, reason };
    return { verdict: "broken", checked, reason, at: at(seconds(over.from)) };
  },
});

function stretches(from: number, until: number): readonly number[] {
  const count = Math.floor((until - from) / stretch);
  return Array.from({ length: count }, (_, index) => from + index * stretch);
}
