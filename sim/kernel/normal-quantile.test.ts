import test from "ava";
import { normalQuantile } from "./normal-quantile.ts";

// Computed with 50 digits by bisection of erfc (mpmath), rounded to doubles.
const known: readonly (readonly [p: number, value: number])[] = [
  [1e-300, -37.0470962993612],
  [1e-100, -21.273453560965326],
  [1e-20, -9.262340089798407],
  [1e-9, -5.9978070150076865],
  [1e-5, -4.264890793922825],
  [0.001, -3.0902323061678136],
  [0.01, -2.326347874040841],
  [0.074, -1.4466320671589785],
  [0.076, -1.4325027208258116],
  [0.2, -0.8416212335729142],
  [0.4, -0.2533471031357997],
  [0.4999, -0.00025066283008800747],
  [0.6, 0.2533471031357997],
  [0.75, 0.6744897501960817],
  [0.9, 1.2815515655446006],
  [0.95, 1.6448536269514722],
  [0.99, 2.3263478740408408],
  [0.999, 3.090232306167813],
];

test("quantiles agree with 50-digit arithmetic, far into the tails", (t) => {
  for (const [p, value] of known) {
    const error = Math.abs(normalQuantile(p) - value) / Math.abs(value);
    t.true(error < 1e-14, `p = ${p}: ${normalQuantile(p)}, expected ${value}`);
  }
});

test("the quantile is odd about one half and grows with p", (t) => {
  t.is(normalQuantile(0.5), 0);
  let last = Number.NEGATIVE_INFINITY;
  for (let p = 1 / 1024; p < 1; p += 1 / 1024) {
    const value = normalQuantile(p);
    t.true(value > last, `at p = ${p}`);
    t.is(value + normalQuantile(1 - p), 0);
    last = value;
  }
});
