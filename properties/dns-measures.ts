/** Figures of a DNS outage, from the logs of those who were in it. */

import { between, toSeconds } from "../sim/kernel/time.ts";
import {
  type Course,
  causeOf,
  dnsCourseOf,
  isFinding,
  nothingHappened,
} from "./finals/dns-course.ts";
import type { Measure, Measures, World } from "./property.ts";

/**
 * `checkToAct`: from an enactor's check to the act that came late, the one that led to an outage if
 * one did, else the first; `emptyRecord`: how long the regional record had no address;
 * `causeToRepair`: from that act to the restored record; `lookUpsFailed`: of the pools' look-ups. None of them where nobody came late:
 * a race that did not take place has shown nothing.
 */
export function dnsMeasures(world: World): Measures {
  const course = dnsCourseOf(world);
  if (isFinding(course) || nothingHappened(course)) return {};
  const { dns, pools } = course;
  const empty = dns.empty.map(({ from, until }) => (until ?? world.now) - from);
  const asked = pools.reduce((sum, { state }) => sum + state.lookUps, 0);
  const failed = pools.reduce((sum, { state }) => sum + state.failed, 0);
  return {
    ...delay(course),
    emptyRecord: inSeconds(empty.reduce((sum, length) => sum + length, 0)),
    ...repair(course),
    ...(asked === 0 ? {} : { lookUpsFailed: { value: failed / asked, unit: "share" } }),
  };
}

function delay(course: Course): Measures {
  const { empty, late } = course.dns;
  const act = (empty[0] && causeOf(course, empty[0])) ?? late[0];
  return act === undefined ? {} : { checkToAct: inSeconds(between(act.checkedAt, act.at)) };
}

/** Of the first outage, if its cause is known and it is over. */
function repair(course: Course): Measures {
  const [spell] = course.dns.empty;
  const cause = spell === undefined ? undefined : causeOf(course, spell);
  if (cause === undefined || spell?.until === undefined) return {};
  return { causeToRepair: inSeconds(between(cause.at, spell.until)) };
}

const inSeconds = (length: number): Measure => ({ value: toSeconds(length), unit: "s" });
