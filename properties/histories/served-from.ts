import { type Duration, toSeconds } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";

/** Of the attempts made at or after `from`, while the load lasts, at least `share` are answered. */
export const servedFrom = (options: {
  readonly from: Duration;
  readonly share: number;
}): HistoryProperty => ({
  kind: "history",
  name: `served from ${toSeconds(options.from)} s`,
  statement: `From ${toSeconds(options.from)} s on, ${percentText(options.share)} of the attempts are answered.`,
  source: "ATC '22, §6.3 (availability: requests that succeed over requests processed)",

  judge({ operations }) {
    const { from, share } = options;
    const attempts = operations.filter(({ phase, invoked }) => phase === "load" && invoked >= from);
    const checked = attempts.length;
    if (checked === 0) {
      const reason = `nobody asked for anything from ${toSeconds(from)} s on`;
      return { verdict: "unknown", checked, reason };
    }
    const unserved = attempts.filter(
      ({ outcome, error }) => outcome !== "ok" && error !== "condition-failed",
    );
    const served = checked - unserved.length;
    const reason = `${percentText(served / checked)} of ${checked} attempts answered`;
    if (served >= checked * share) return { verdict: "holds", checked, reason };
    const { request, invoked } = unserved[0]!;
    return { verdict: "broken", checked, reason, at: invoked, operations: [request] };
  },
});

const percentText = (share: number): string => `${Number((share * 100).toFixed(2))} %`;
