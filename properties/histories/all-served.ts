import { toSeconds } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";

/** No faults, no refusals: what a healthy system owes. */
export const allServed: HistoryProperty = {
  kind: "history",
  name: "all-served",
  statement: "Every request is answered at its first attempt.",
  source: "ATC '22, §6.3 (availability: requests that succeed over requests processed)",

  judge({ operations }) {
    const load = operations.filter(({ phase }) => phase === "load");
    if (load.length === 0) {
      return { verdict: "unknown", checked: 0, reason: "nobody asked for anything" };
    }
    const unserved = load.find(
      ({ outcome, error }) => outcome !== "ok" && error !== "condition-failed",
    );
    if (unserved === undefined) {
      return { verdict: "holds", checked: load.length, reason: `${load.length} requests answered` };
    }
    const { request, process, kind, key, error, invoked } = unserved;
    return {
      verdict: "broken",
      checked: load.length,
      reason: `${process} asked r${request} (${kind} ${key}) at ${toSeconds(invoked)} s and got ${error ?? "no answer"}`,
      at: unserved.completed ?? invoked,
      operations: [request],
    };
  },
};
