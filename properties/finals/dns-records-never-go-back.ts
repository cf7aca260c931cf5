import { at, type Duration } from "../../sim/kernel/time.ts";
import type { FinalProperty } from "../property.ts";
import { dnsCourseOf, isFinding, nothingHappened, unknown, when } from "./dns-course.ts";

/** No record ever got a plan older than the one that it had. */
export const dnsRecordsNeverGoBack: FinalProperty = {
  kind: "final",
  name: "dns-records-never-go-back",
  statement: "No endpoint's record gets an older plan in place of a newer one.",
  source: "claim O4; PES25 (an enactor's check keeps older plans from being applied)",

  judge(world) {
    const course = dnsCourseOf(world);
    if (isFinding(course)) return course;
    if (nothingHappened(course)) return unknown("no enactor came late");
    const { acts: checked, late } = course.dns;
    const made = late.filter(({ isMade }) => isMade);
    const [first] = made;
    if (first === undefined) {
      const times = late.length === 1 ? "once" : `${late.length} times`;
      const reason = `an older plan came ${times} and was refused each time`;
      return { verdict: "holds", checked, reason };
    }
    const { by, endpoint, generation, over } = first;
    const reason =
      `at ${when(first.at)} ${by} put plan ${generation} over plan ${over} at endpoint ` +
      `${endpoint}, the first of ${made.length} times`;
    return { verdict: "broken", checked, reason, at: at(first.at as number as Duration) };
  },
};
