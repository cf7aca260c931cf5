/**
 * Distributions of lengths of time, as plain data, and the samplers compiled from them.
 * STUB: types only; the samplers are being written.
 */
import type { Duration } from "./time.ts";

export type Distribution =
  | { readonly kind: "constant"; readonly value: Duration }
  | { readonly kind: "uniform"; readonly min: Duration; readonly max: Duration }
  | { readonly kind: "exponential"; readonly mean: Duration }
  | { readonly kind: "lognormal"; readonly median: Duration; readonly p99: Duration }
  | { readonly kind: "pareto"; readonly scale: Duration; readonly shape: number }
  | { readonly kind: "shifted"; readonly by: Duration; readonly of: Distribution }
  | {
      readonly kind: "mixture";
      readonly parts: readonly { readonly weight: number; readonly of: Distribution }[];
    }
  /** Quantiles at evenly spaced probabilities 0 .. 1; linear between them. */
  | { readonly kind: "empirical"; readonly quantiles: readonly Duration[] };
