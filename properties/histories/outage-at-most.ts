import { isWrite } from "../../sim/client/history.ts";
import { type Duration, type SimTime, toMs, toSeconds } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";
import { longestOutage } from "./writes-resume.ts";

/** At no time in the load do clients go without an acknowledged write for longer than `length`. */
export const outageAtMost = (length: Duration): HistoryProperty => ({
  kind: "history",
  name: `outage at most ${toMs(length)} ms`,
  statement: `Clients that write never wait longer than ${toMs(length)} ms for somebody's write to be acknowledged.`,
  source: "claims F2, O1",

  judge(history) {
    const load = history.operations.filter(({ phase }) => phase === "load");
    const writes = load.filter(isWrite);
    const acknowledged = writes.filter(({ outcome }) => outcome === "ok").length;
    if (acknowledged === 0) {
      return { verdict: "unknown", checked: 0, reason: "no write was acknowledged" };
    }
    const end = writes.reduce((last, { invoked }) => Math.max(last, invoked), 0) as SimTime;
    const outage = longestOutage({ operations: load }, 0 as SimTime, end);
    const reason = `the longest time without an acknowledged write is ${toMs(outage.length)} ms, from ${toSeconds(outage.from)} s`;
    if (outage.length <= length) return { verdict: "holds", checked: acknowledged, reason };
    return { verdict: "broken", checked: acknowledged, reason, at: outage.from };
  },
});
