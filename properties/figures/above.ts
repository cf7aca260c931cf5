import type { Figure } from "../property.ts";

/** One measure of a case is larger than another of the same case. */
export const above = (
  measure: string,
  other: string,
  statement: string,
  source: string,
): Figure => ({
  kind: "figure",
  name: `${measure} above ${other}`,
  statement,
  source,
  judge(own) {
    const [larger, smaller] = [own[measure], own[other]];
    if (larger === undefined || smaller === undefined) {
      const missing = larger === undefined ? measure : other;
      const reason = `there is no measure "${missing}" to judge`;
      return { verdict: "unknown", checked: 0, reason };
    }
    const reason = `${measure} ${larger.value} ${larger.unit}, ${other} ${smaller.value} ${smaller.unit}`;
    return { verdict: larger.value > smaller.value ? "holds" : "broken", checked: 1, reason };
  },
});
