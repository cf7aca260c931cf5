import { at, type Duration } from "../../sim/kernel/time.ts";
import type { FinalProperty } from "../property.ts";
import { dnsCourseOf, isFinding, nothingHappened, phasesOf, unknown } from "./dns-course.ts";

/** At no instant was the regional record without an address; if it was, the phases of the outage. */
export const dnsRegionalEndpointResolves: FinalProperty = {
  kind: "final",
  name: "dns-regional-endpoint-resolves",
  statement: "The regional endpoint has an address at every instant.",
  source: "claim O4; PES25",

  judge(world) {
    const course = dnsCourseOf(world);
    if (isFinding(course)) return course;
    if (nothingHappened(course)) {
      return unknown("no enactor came late: each put a newer plan in place of an older one");
    }
    const { acts, empty } = course.dns;
    const reason = phasesOf(course);
    const [spell] = empty;
    if (spell === undefined) return { verdict: "holds", checked: acts, reason };
    const from = at(spell.from as number as Duration);
    return { verdict: "broken", checked: acts, reason, at: from };
  },
};
