import { assertNever } from "../kernel/assert.ts";
import type { Distribution } from "../kernel/distribution.ts";
import { quantileOf } from "../kernel/distribution-figures.ts";
import { us } from "../kernel/time.ts";
import { formatDuration } from "./duration-text.ts";

/** In words, for people: "lognormal, median 400us, p99 800us". */
export function describeDistribution(distribution: Distribution): string {
  switch (distribution.kind) {
    case "constant":
      return `always ${formatDuration(distribution.value)}`;
    case "uniform": {
      const { min, max } = distribution;
      return `uniform, ${formatDuration(min)} to ${formatDuration(max)}`;
    }
    case "exponential":
      return `exponential, mean ${formatDuration(distribution.mean)}`;
    case "lognormal": {
      const { median, p99 } = distribution;
      return `lognormal, median ${formatDuration(median)}, p99 ${formatDuration(p99)}`;
    }
    case "pareto":
      return `Pareto, from ${formatDuration(distribution.scale)}, shape ${distribution.shape}`;
    case "shifted":
      return `${formatDuration(distribution.by)} more than (${describeDistribution(distribution.of)})`;
    case "mixture":
      return describeParts(distribution.parts);
    case "empirical": {
      const [min, median, max] = [0, 0.5, 1].map((p) =>
        formatDuration(us(quantileOf(distribution, p))),
      );
      return `measured, ${min} to ${max}, median ${median}`;
    }
    default:
      return assertNever(distribution);
  }
}

function describeParts(parts: Extract<Distribution, { kind: "mixture" }>["parts"]): string {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const percent = (weight: number) => Math.round((weight / total) * 10_000) / 100;
  return parts
    .map(({ weight, of }) => `${percent(weight)} % (${describeDistribution(of)})`)
    .join(", ");
}
