import { isWrite, type Operation } from "../../sim/client/history.ts";
import type { Throttle, ThrottlingReason } from "../../sim/client/operation.ts";
import { type Duration, toSeconds } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";

/** What refusals of a case should say, and how soon. */
interface Refusals {
  readonly exception: Throttle["exception"];
  /** Absent: no such request may be refused. */
  readonly read?: ThrottlingReason;
  readonly write?: ThrottlingReason;
  readonly within: Duration;
}

/** Whoever is throttled is told so in the published names, and at once. */
export const refusedByName = (wanted: Refusals): HistoryProperty => ({
  kind: "history",
  name: "refused-by-name",
  statement: `Every refusal is a ${wanted.exception} with its reason, and comes within ${toSeconds(wanted.within) * 1_000} ms.`,
  source: "developer guide, throttling diagnostics and programming errors",

  judge({ operations }) {
    const refused = operations.filter(
      ({ phase, error }) => phase === "load" && error === "throttled",
    );
    const checked = refused.length;
    if (checked === 0) return { verdict: "unknown", checked, reason: "nobody was refused" };
    for (const operation of refused) {
      const wrong = whatIsWrong(operation, wanted);
      if (wrong === undefined) continue;
      const { process, request, invoked } = operation;
      const reason = `${process}'s r${request} ${wrong}`;
      const at = operation.completed ?? invoked;
      return { verdict: "broken", checked, reason, at, operations: [request] };
    }
    return { verdict: "holds", checked, reason: `${checked} refusals, all named, all in time` };
  },
});

function whatIsWrong(operation: Operation, wanted: Refusals): string | undefined {
  const { throttle, invoked, completed } = operation;
  const reason = isWrite(operation) ? wanted.write : wanted.read;
  if (throttle?.exception !== wanted.exception || throttle.reason !== reason) {
    const got = `${throttle?.exception ?? "no exception"} for ${throttle?.reason ?? "no reason"}`;
    return `was refused by ${got}, expected ${wanted.exception} for ${reason ?? "nothing"}`;
  }
  const wait = (completed ?? invoked) - invoked;
  if (wait <= wanted.within) return undefined;
  return `was refused after ${wait / 1_000} ms, expected at most ${wanted.within / 1_000} ms`;
}
