import { at, type Duration, seconds, toSeconds } from "../../sim/kernel/time.ts";
import type { FinalProperty } from "../property.ts";
import {
  answeredInTime,
  awayAt,
  departures,
  type Fleet,
  fleetOf,
  isFinding,
  percent,
  unknown,
  wholeSeconds,
} from "./metadata-figures.ts";
import { phasesOf } from "./metadata-phases.ts";

/** A server or two may be late with a question, storm or no storm: not more than this share. */
const mayBeAway = 0.05;

interface Course {
  readonly disruption: { readonly from: Duration; readonly until: Duration };
  readonly within: Duration;
  readonly until: Duration;
}

/**
 * From `within` after the disruption has gone, to `until`, at no instant more than one server
 * in twenty is out of service.
 */
export const metadataFleetRecovers = (options: Course): FinalProperty => ({
  kind: "final",
  name: "metadata-fleet-recovers",
  statement: `From ${toSeconds(options.within)} s after the disruption at least 95 % of the storage servers are in service.`,
  source: "claim O3; PES15",

  judge(world) {
    const fleet = fleetOf(world);
    if (isFinding(fleet)) return fleet;
    const { disruption, within, until } = options;
    const begins = (disruption.until + within) as Duration;
    if (begins >= until || world.now < until) return unknown("the run ends too early to tell");
    const count = fleet.servers.length;
    const left = departures(fleet).filter((instant) => instant <= until);
    const reason = courseOf(fleet, left, options);
    const looks = [begins, ...left.filter((instant) => instant > begins)];
    const bad = looks.find((instant) => awayAt(fleet, instant) > count * mayBeAway);
    if (bad === undefined) return { verdict: "holds", checked: count, reason };
    const where = `${toSeconds(begins)} s: ${awayAt(fleet, begins)} of ${count} servers away; ${reason}`;
    return { verdict: "broken", checked: count, reason: where, at: at(bad as Duration) };
  },
});

/** The whole story in a line. */
function courseOf(fleet: Fleet, left: readonly number[], { disruption, until }: Course): string {
  const share = (instant: number): number => awayAt(fleet, instant) / fleet.servers.length;
  const most = left.reduce((worst, instant) => Math.max(worst, share(instant)), 0);
  const before = answeredInTime(fleet, wholeSeconds(seconds(0), disruption.from));
  const last = answeredInTime(fleet, wholeSeconds((until - seconds(20)) as Duration, until));
  return [
    `out of service at most ${percent(most)}, at the end ${percent(share(until))}`,
    before === undefined || last === undefined
      ? "nobody asks"
      : `answered in time ${percent(before)} before, ${percent(last)} at the end`,
    phasesOf(fleet, disruption, until),
  ].join("; ");
}
