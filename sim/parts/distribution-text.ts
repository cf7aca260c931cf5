/**
 * Distributions as a command line and a settings panel write them. What is formatted parses back to
 * the same value.
 */

import { assertNever } from "../kernel/assert.ts";
import {
  constant,
  type Distribution,
  empirical,
  exponential,
  lognormal,
  mixture,
  pareto,
  shifted,
  uniform,
} from "../kernel/distribution.ts";
import type { Duration } from "../kernel/time.ts";
import { formatDuration, parseDuration } from "./duration-text.ts";
import type { Setting } from "./setting.ts";

/**
 * "100us" (always), "100us/800us" (lognormal: median/p99), "uniform 1ms..2ms", "exponential 5ms",
 * "pareto 1ms shape 3", "measured 1ms 2ms 9ms" (quantiles, evenly spaced), "75ms + 1ms/2ms",
 * "0.9 of 1ms | 0.1 of exponential 5ms" (mixture); parts of parts stand in parentheses.
 */
export function formatDistribution(distribution: Distribution): string {
  switch (distribution.kind) {
    case "constant":
      return formatDuration(distribution.value);
    case "uniform":
      return `uniform ${formatDuration(distribution.min)}..${formatDuration(distribution.max)}`;
    case "exponential":
      return `exponential ${formatDuration(distribution.mean)}`;
    case "lognormal":
      return `${formatDuration(distribution.median)}/${formatDuration(distribution.p99)}`;
    case "pareto":
      return `pareto ${formatDuration(distribution.scale)} shape ${distribution.shape}`;
    case "shifted":
      return `${formatDuration(distribution.by)} + ${formatPart(distribution.of)}`;
    case "mixture":
      return distribution.parts
        .map(({ weight, of }) => `${weight} of ${formatPart(of)}`)
        .join(" | ");
    case "empirical":
      return `measured ${distribution.quantiles.map(formatDuration).join(" ")}`;
    default:
      return assertNever(distribution);
  }
}

function formatPart(distribution: Distribution): string {
  const text = formatDistribution(distribution);
  return distribution.kind === "mixture" || distribution.kind === "shifted" ? `(${text})` : text;
}

/** The distribution that `formatDistribution` writes so; undefined for any other text. */
export function parseDistribution(text: string): Distribution | undefined {
  try {
    return parse(text.trim());
  } catch (error) {
    // From here or from a constructor: "0.8ms/0.1ms" has its figures the wrong way round.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The first pattern that fits decides. Mixtures come before all, parentheses after them. */
const forms: readonly (readonly [RegExp, (...parts: string[]) => Distribution])[] = [
  [/^(\d\S* of .*)$/, (all = "") => mixture(alternatives(all).map(parseShare))],
  [/^\((.*)\)$/, (inner = "") => parse(inner)],
  [/^([^+]+?)\s*\+\s*(.+)$/, (by = "", of = "") => shifted({ by: length(by), of: parse(of) })],
  [
    /^uniform (.+)\.\.(.+)$/,
    (min = "", max = "") => uniform({ min: length(min), max: length(max) }),
  ],
  [/^exponential (.+)$/, (mean = "") => exponential({ mean: length(mean) })],
  [
    /^pareto (.+) shape (\d[\d.]*)$/,
    (scale = "", shape = "") => pareto({ scale: length(scale), shape: Number(shape) }),
  ],
  [/^measured (.+)$/, (list = "") => empirical(list.split(/\s+/).map(length))],
  [
    /^([^/]+)\/([^/]+)$/,
    (median = "", p99 = "") => lognormal({ median: length(median), p99: length(p99) }),
  ],
  [/^(.*)$/, (value = "") => constant(length(value))],
];

function parse(text: string): Distribution {
  for (const [pattern, make] of forms) {
    const found = pattern.exec(text);
    if (found !== null) return make(...found.slice(1).map((part) => part.trim()));
  }
  throw new RangeError(`expected a distribution, got ${text}`);
}

function parseShare(text: string): { readonly weight: number; readonly of: Distribution } {
  const [, weight = "", of = ""] = /^(\d\S*) of (.*)$/.exec(text.trim()) ?? [];
  return { weight: Number(weight), of: parse(of.trim()) };
}

/** The texts between the "|" that no parenthesis encloses. */
function alternatives(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "(") depth += 1;
    else if (text[index] === ")") depth -= 1;
    else if (text[index] === "|" && depth === 0) {
      found.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...found, text.slice(start)];
}

function length(text: string): Duration {
  const parsed = parseDuration(text);
  if (parsed === undefined) throw new RangeError(`expected a length of time, got ${text}`);
  return parsed;
}

/** A setting whose value is a distribution of lengths of time. */
export const distribution = (
  about: Omit<Setting<Distribution>, "unit" | "format" | "parse">,
): Setting<Distribution> => ({
  ...about,
  unit: "distribution of times",
  format: formatDistribution,
  parse(text) {
    const value = parseDistribution(text);
    return value === undefined
      ? { expected: "a distribution such as 100us, 100us/800us (median/p99) or uniform 1ms..2ms" }
      : { value };
  },
});
