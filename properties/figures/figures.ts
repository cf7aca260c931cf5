/** Claims about the numbers of a run: against a bound, or against the numbers of another case. */

import type { Figure, Finding } from "../property.ts";
import type { Measure } from "../result.ts";

interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** The measure of this case lies within bounds, both inside. */
export const within = (
  measure: string,
  bounds: Bounds,
  statement: string,
  source: string,
): Figure => ({
  kind: "figure",
  name: `${measure} ${boundsText(bounds)}`,
  statement,
  source,
  judge(own) {
    const found = own[measure];
    return found === undefined
      ? missing(measure)
      : judged(found.value, bounds, said(measure, found));
  },
});

/** The measure of this case, divided by that of an earlier case, lies within bounds. */
export const timesThatOf = (
  other: string,
  measure: string,
  bounds: Bounds,
  statement: string,
  source: string,
): Figure => ({
  kind: "figure",
  name: `${measure} ${boundsText(bounds)} times that of "${other}"`,
  statement,
  source,
  judge(own, others) {
    const found = own[measure];
    const before = others.get(other)?.[measure];
    if (found === undefined || before === undefined) return missing(measure);
    const seen = `${said(measure, found)}, there ${said("", before)}`;
    return judged(found.value / before.value, bounds, seen);
  },
});

/** Over all cases so far the largest is at most `atMost` times the smallest. */
export const alike = (
  measure: string,
  atMost: number,
  statement: string,
  source: string,
): Figure => ({
  kind: "figure",
  name: `${measure} alike within ${atMost}`,
  statement,
  source,
  judge(own, others) {
    const found = [...others.values(), own].flatMap((measures) => measures[measure] ?? []);
    if (found.length < 2) return missing(measure);
    const values = found.map(({ value }) => value);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const { unit } = found[0]!;
    const seen = `from ${number(least)} to ${number(most)} ${unit} over ${found.length} cases`;
    return judged(most / least, { atMost }, seen);
  },
});

function judged(value: number, { atLeast, atMost }: Bounds, seen: string): Finding {
  if (!Number.isFinite(value)) return { verdict: "unknown", checked: 0, reason: seen };
  const low = atLeast !== undefined && value < atLeast;
  const high = atMost !== undefined && value > atMost;
  const reason = `${seen}: ${number(value)}, expected ${boundsText({
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(atMost === undefined ? {} : { atMost }),
  })}`;
  return { verdict: low || high ? "broken" : "holds", checked: 1, reason };
}

const missing = (measure: string): Finding => ({
  verdict: "unknown",
  checked: 0,
  reason: `there is no measure "${measure}" to judge`,
});

const said = (name: string, { value, unit }: Measure): string =>
  `${name === "" ? "" : `${name} `}${number(value)} ${unit}`;

function boundsText({ atLeast, atMost }: Bounds): string {
  if (atLeast === undefined) return `at most ${atMost}`;
  return atMost === undefined ? `at least ${atLeast}` : `from ${atLeast} to ${atMost}`;
}

const number = (value: number): string => String(Number(value.toPrecision(4)));
