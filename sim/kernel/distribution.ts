/**
 * Distributions of lengths of time, as plain data, and the samplers compiled from them. A sampler
 * gives the same draws on every engine, because all of its arithmetic is exact (`exact-math.ts`).
 */

import { assertNever } from "./assert.ts";
import { tableSampler } from "./quantile-table.ts";
import type { RandomStream } from "./random.ts";
import { exponentialQuantile, lognormalQuantile, paretoQuantile } from "./smooth-quantiles.ts";
import type { Duration } from "./time.ts";

export type Distribution =
  | { readonly kind: "constant"; readonly value: Duration }
  | { readonly kind: "uniform"; readonly min: Duration; readonly max: Duration }
  | { readonly kind: "exponential"; readonly mean: Duration }
  | { readonly kind: "lognormal"; readonly median: Duration; readonly p99: Duration }
  /** P(more than x) = (scale / x)^shape; nothing is below `scale`. */
  | { readonly kind: "pareto"; readonly scale: Duration; readonly shape: number }
  | { readonly kind: "shifted"; readonly by: Duration; readonly of: Distribution }
  | {
      readonly kind: "mixture";
      readonly parts: readonly { readonly weight: number; readonly of: Distribution }[];
    }
  /** Quantiles at evenly spaced probabilities 0 .. 1; linear between them. */
  | { readonly kind: "empirical"; readonly quantiles: readonly Duration[] };

type Kind<Name extends Distribution["kind"]> = Extract<Distribution, { kind: Name }>;
type Options<Name extends Distribution["kind"]> = Omit<Kind<Name>, "kind">;

/** Draws one length of time: whole µs, at least 0. Takes one or two u32 from the stream, or none. */
export type Sampler = (random: Pick<RandomStream, "u32">) => Duration;

export function constant(value: Duration): Kind<"constant"> {
  demand(value >= 0, "a constant of at least 0us", value);
  return { kind: "constant", value };
}

/** Every whole µs from `min` to `max`, both included, is as likely as the other. */
export function uniform({ min, max }: Options<"uniform">): Kind<"uniform"> {
  demand(min >= 0, "a uniform's min of at least 0us", min);
  demand(max >= min, `a uniform's max of at least its min, ${min}us`, max);
  return { kind: "uniform", min, max };
}

export function exponential({ mean }: Options<"exponential">): Kind<"exponential"> {
  demand(mean > 0, "an exponential's mean above 0us", mean);
  return { kind: "exponential", mean };
}

/** Given by two figures that people quote: half of the draws are below one, 99 % below the other. */
export function lognormal({ median, p99 }: Options<"lognormal">): Kind<"lognormal"> {
  demand(median > 0, "a lognormal's median above 0us", median);
  demand(p99 >= median, `a lognormal's p99 of at least its median, ${median}us`, p99);
  return { kind: "lognormal", median, p99 };
}

export function pareto({ scale, shape }: Options<"pareto">): Kind<"pareto"> {
  demand(scale > 0, "a Pareto's scale above 0us", scale);
  if (!(shape > 0)) throw new RangeError(`expected a Pareto's shape above 0, got ${shape}`);
  return { kind: "pareto", scale, shape };
}

export function shifted({ by, of }: Options<"shifted">): Kind<"shifted"> {
  demand(by >= 0, "a shift of at least 0us", by);
  return { kind: "shifted", by, of };
}

/** One of the parts at each draw, as likely as its share of the weights. */
export function mixture(parts: Kind<"mixture">["parts"]): Kind<"mixture"> {
  if (!parts.some(({ weight }) => weight > 0) || !parts.every(({ weight }) => weight >= 0)) {
    const weights = parts.map(({ weight }) => weight).join(", ");
    throw new RangeError(`expected a mixture's weights of 0 or more, one above 0, got ${weights}`);
  }
  return { kind: "mixture", parts };
}

export function empirical(quantiles: readonly Duration[]): Kind<"empirical"> {
  if (quantiles.length < 2) {
    throw new RangeError(`expected at least 2 measured quantiles, got ${quantiles.length}`);
  }
  quantiles.forEach((value, index) => {
    const last = quantiles[index - 1] ?? 0;
    demand(value >= last, `quantile ${index} of at least the one before it, ${last}us`, value);
  });
  return { kind: "empirical", quantiles };
}

function demand(condition: boolean, expected: string, actual: Duration): void {
  if (!condition || !Number.isFinite(actual)) {
    throw new RangeError(`expected ${expected}, got ${actual}us`);
  }
}

const samplers = new WeakMap<Distribution, Sampler>();

/** The sampler of a distribution, compiled once for each value. */
export function sampler(distribution: Distribution): Sampler {
  const known = samplers.get(distribution);
  if (known !== undefined) return known;
  const compiled = compile(distribution);
  samplers.set(distribution, compiled);
  return compiled;
}

function compile(distribution: Distribution): Sampler {
  switch (distribution.kind) {
    case "constant":
      return () => distribution.value;
    case "uniform":
      return uniformSampler(distribution);
    case "exponential":
      return tableSampler(exponentialQuantile(distribution.mean));
    case "lognormal":
      return tableSampler(lognormalQuantile(distribution.median, distribution.p99));
    case "pareto":
      return tableSampler(paretoQuantile(distribution.scale, distribution.shape));
    case "shifted": {
      const draw = sampler(distribution.of);
      return (random) => (distribution.by + draw(random)) as Duration;
    }
    case "mixture":
      return mixtureSampler(distribution);
    case "empirical":
      return empiricalSampler(distribution);
    default:
      return assertNever(distribution);
  }
}

function uniformSampler({ min, max }: Options<"uniform">): Sampler {
  const perDraw = (max - min + 1) / 0x1_0000_0000;
  return (random) => (min + Math.floor(random.u32() * perDraw)) as Duration;
}

/** One draw chooses the part, the part draws the value. */
function mixtureSampler({ parts }: Options<"mixture">): Sampler {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  const limits = parts.map(({ weight }) => {
    sum += weight;
    return Math.round((sum / total) * 0x1_0000_0000);
  });
  const draws = parts.map(({ of }) => sampler(of));
  return (random) => {
    const choice = random.u32();
    let part = 0;
    while (choice >= limits[part]!) part += 1;
    return draws[part]!(random);
  };
}

function empiricalSampler({ quantiles }: Options<"empirical">): Sampler {
  const steps = quantiles.length - 1;
  return (random) => {
    const place = (random.u32() / 0x1_0000_0000) * steps;
    const step = Math.floor(place);
    const low = quantiles[step]!;
    return Math.floor(low + (quantiles[step + 1]! - low) * (place - step) + 0.5) as Duration;
  };
}
