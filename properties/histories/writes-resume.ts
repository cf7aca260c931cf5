import { type History, isWrite, type Operation } from "../../sim/client/history.ts";
import { type Duration, type SimTime, toMs, toSeconds } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";

export interface Outage {
  readonly from: SimTime;
  readonly until: SimTime;
  readonly length: Duration;
}

/**
 * The longest stretch of [from, until] in which somebody was trying to write and nobody's write was
 * acknowledged. It begins with an acknowledgement if a write was under way then, or with the first
 * attempt after it; times in which nobody wants to write are no outage.
 */
export function longestOutage(history: History, from: SimTime, until: SimTime): Outage {
  const writes = history.operations.filter(
    ({ kind, phase, invoked }) => isWrite({ kind }) && phase === "load" && invoked < until,
  );
  const moments = acknowledgements(writes).filter((time) => time >= from && time <= until);
  let longest: Outage = { from, until: from, length: 0 as Duration };
  let next = 0;
  let last = from;
  let waitingUntil = Number.NEGATIVE_INFINITY;
  for (const moment of [...moments, until]) {
    for (; next < writes.length && writes[next]!.invoked <= last; next += 1) {
      waitingUntil = Math.max(waitingUntil, writes[next]!.completed ?? Number.POSITIVE_INFINITY);
    }
    const begins = waitingUntil > last ? last : (writes[next]?.invoked ?? moment);
    if (moment - begins > longest.length) {
      longest = { from: begins, until: moment, length: (moment - begins) as Duration };
    }
    last = moment;
  }
  return longest;
}

const acknowledgements = (writes: readonly Operation[]): SimTime[] =>
  writes
    .filter(({ outcome }) => outcome === "ok")
    .map(({ completed, invoked }) => completed ?? invoked)
    .sort((left, right) => left - right);

/** After a fault at `after`, some write is acknowledged again within `within`. */
export const writesResume = (options: {
  readonly after: Duration;
  readonly within: Duration;
}): HistoryProperty => ({
  kind: "history",
  name: `writes resume within ${toSeconds(options.within)} s`,
  statement: `From ${toSeconds(options.after)} s on, clients never wait longer than ${toSeconds(options.within)} s for somebody's write to be acknowledged.`,
  source: "claim F2; ATC '22, §6.2",

  judge(history) {
    const start = options.after as number as SimTime;
    const load = history.operations.filter(
      ({ kind, phase, invoked }) => isWrite({ kind }) && phase === "load" && invoked >= start,
    );
    if (load.length === 0) {
      return { verdict: "unknown", checked: 0, reason: "nobody tried to write after the fault" };
    }
    const end = load.reduce((last, { invoked }) => Math.max(last, invoked), 0) as SimTime;
    const { length, from } = longestOutage(history, start, end);
    const reason = `the longest wait is ${toMs(length)} ms, from ${toSeconds(from)} s`;
    if (length <= options.within) return { verdict: "holds", checked: load.length, reason };
    return { verdict: "broken", checked: load.length, reason, at: from };
  },
});
