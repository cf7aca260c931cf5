import { assertNever } from "./assert.ts";
import type { Distribution } from "./distribution.ts";
import { exp } from "./exact-math.ts";
import {
  exponentialQuantile,
  lognormalQuantile,
  lognormalSigma,
  paretoQuantile,
} from "./smooth-quantiles.ts";

/** Mean in µs, not rounded; Infinity for a Pareto with shape 1 or less. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.value;
    case "uniform":
      return (distribution.min + distribution.max) / 2;
    case "exponential":
      return distribution.mean;
    case "lognormal": {
      const sigma = lognormalSigma(distribution.median, distribution.p99);
      return distribution.median * exp((sigma * sigma) / 2);
    }
    case "pareto": {
      const { scale, shape } = distribution;
      return shape > 1 ? (scale * shape) / (shape - 1) : Number.POSITIVE_INFINITY;
    }
    case "shifted":
      return distribution.by + meanOf(distribution.of);
    case "mixture":
      return weighted(distribution.parts, meanOf);
    case "empirical":
      return meanOfLines(distribution.quantiles);
    default:
      return assertNever(distribution);
  }
}

/** The value, in µs and not rounded, that a draw stays below with probability `p`, 0 <= p <= 1. */
export function quantileOf(distribution: Distribution, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`expected a probability from 0 to 1, got ${p}`);
  switch (distribution.kind) {
    case "constant":
      return distribution.value;
    case "uniform":
      return distribution.min + p * (distribution.max - distribution.min);
    case "exponential":
      return exponentialQuantile(distribution.mean)(p, 1 - p);
    case "lognormal":
      return lognormalQuantile(distribution.median, distribution.p99)(p, 1 - p);
    case "pareto":
      return paretoQuantile(distribution.scale, distribution.shape)(p, 1 - p);
    case "shifted":
      return distribution.by + quantileOf(distribution.of, p);
    case "mixture":
      return quantileOfMixture(distribution.parts, p);
    case "empirical":
      return pointOnLines(distribution.quantiles, p);
    default:
      return assertNever(distribution);
  }
}

type Parts = Extract<Distribution, { kind: "mixture" }>["parts"];

function weighted(parts: Parts, figure: (of: Distribution) => number): number {
  let sum = 0;
  let weights = 0;
  for (const { weight, of } of parts) {
    if (weight === 0) continue;
    sum += weight * figure(of);
    weights += weight;
  }
  return sum / weights;
}

/** Halves each interval this often: the last bit of a double is reached. */
const halvings = 64;

/** Lies between the parts' own quantiles, and is found there by halving. */
function quantileOfMixture(parts: Parts, p: number): number {
  const ofParts = parts.filter(({ weight }) => weight > 0).map(({ of }) => quantileOf(of, p));
  let low = Math.min(...ofParts);
  let high = Math.max(...ofParts);
  if (high === Number.POSITIVE_INFINITY) return high;
  for (let round = 0; round < halvings && low < high; round += 1) {
    const middle = low + (high - low) / 2;
    if (weighted(parts, (of) => shareBelow(of, middle)) < p) low = middle;
    else high = middle;
  }
  return high;
}

/** The probability of a draw of at most `value`. */
function shareBelow(distribution: Distribution, value: number): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < halvings; round += 1) {
    const middle = low + (high - low) / 2;
    if (quantileOf(distribution, middle) <= value) low = middle;
    else high = middle;
  }
  return low;
}

function pointOnLines(quantiles: readonly number[], p: number): number {
  const place = p * (quantiles.length - 1);
  const step = Math.min(Math.floor(place), quantiles.length - 2);
  const low = quantiles[step]!;
  return low + (quantiles[step + 1]! - low) * (place - step);
}

function meanOfLines(quantiles: readonly number[]): number {
  let sum = 0;
  for (let step = 1; step < quantiles.length; step += 1) {
    sum += (quantiles[step - 1]! + quantiles[step]!) / 2;
  }
  return sum / (quantiles.length - 1);
}
