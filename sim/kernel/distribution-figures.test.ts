import test from "ava";
import {
  constant,
  type Distribution,
  empirical,
  exponential,
  lognormal,
  mixture,
  pareto,
  sampler,
  shifted,
  uniform,
} from "./distribution.ts";
import { meanOf, quantileOf } from "./distribution-figures.ts";
import { streamsOf } from "./random.ts";
import { ms, us } from "./time.ts";

const near = (actual: number, expected: number, share: number): boolean =>
  Math.abs(actual - expected) <= Math.abs(expected) * share;

test("quantiles are those of the formulas", (t) => {
  t.true(near(quantileOf(exponential({ mean: ms(10) }), 0.9), 10_000 * Math.log(10), 1e-12));
  const latency = lognormal({ median: us(400), p99: us(800) });
  t.true(near(quantileOf(latency, 0.5), 400, 1e-12));
  t.true(near(quantileOf(latency, 0.99), 800, 1e-12));
  t.true(
    near(quantileOf(pareto({ scale: us(1050), shape: 1.51 }), 0.9), 1050 * 10 ** (1 / 1.51), 1e-12),
  );
  t.is(quantileOf(uniform({ min: us(10), max: us(30) }), 0.25), 15);
  t.is(quantileOf(shifted({ by: ms(75), of: constant(ms(5)) }), 0.3), 80_000);
  t.is(quantileOf(empirical([us(100), us(200), us(400)]), 0.75), 300);
});

test("the ends of a distribution are its quantiles at 0 and 1", (t) => {
  const ends = (of: Distribution) => [quantileOf(of, 0), quantileOf(of, 1)];
  t.deepEqual(ends(empirical([us(100), us(200), us(400)])), [100, 400]);
  t.deepEqual(ends(lognormal({ median: us(1), p99: us(2) })), [0, Number.POSITIVE_INFINITY]);
  t.deepEqual(ends(pareto({ scale: us(5), shape: 2 })), [5, Number.POSITIVE_INFINITY]);
  t.throws(() => quantileOf(constant(us(1)), 1.5), {
    message: "expected a probability from 0 to 1, got 1.5",
  });
});

test("a mixture's quantile has the right share of every part below it", (t) => {
  const fast = { weight: 1, of: uniform({ min: us(0), max: us(100) }) };
  const slow = { weight: 1, of: uniform({ min: us(100), max: us(300) }) };
  t.true(near(quantileOf(mixture([fast, slow]), 0.5), 100, 1e-9));
  t.true(near(quantileOf(mixture([fast, slow]), 0.75), 200, 1e-9));
  const same = { weight: 5, of: constant(us(40)) };
  t.is(quantileOf(mixture([same, same]), 0.2), 40);
});

test("means are those of the formulas", (t) => {
  t.is(meanOf(uniform({ min: us(10), max: us(30) })), 20);
  t.is(meanOf(empirical([us(100), us(200), us(400)])), 225);
  t.true(near(meanOf(pareto({ scale: us(1000), shape: 3 })), 1500, 1e-12));
  t.is(meanOf(pareto({ scale: us(1000), shape: 1 })), Number.POSITIVE_INFINITY);
  const sigma = Math.log(2) / 2.3263478740408408;
  const expected = 400 * Math.exp(sigma ** 2 / 2);
  t.true(near(meanOf(lognormal({ median: us(400), p99: us(800) })), expected, 1e-12));
});

// P. Bailis et al., "Probabilistically Bounded Staleness", VLDB 2012, table 3: one-way delays
// fitted to LinkedIn's Voldemort, in ms. Latencies by order statistic computed independently.
const ssd = mixture([
  { weight: 0.9122, of: pareto({ scale: ms(0.235), shape: 10 }) },
  { weight: 0.0878, of: exponential({ mean: ms(1 / 1.66) }) },
]);
const disk = mixture([
  { weight: 0.38, of: pareto({ scale: ms(1.05), shape: 1.51 }) },
  { weight: 0.62, of: exponential({ mean: ms(1 / 0.183) }) },
]);

/** Sorted times at which the k-th of three answers is back, in ms. */
function answers(there: Distribution, back: Distribution, k: number): Float64Array {
  const random = streamsOf(7)("pbs");
  const goes = sampler(there);
  const comes = sampler(back);
  const once = () => {
    const trips = [0, 0, 0].map(() => goes(random) + comes(random));
    return trips.sort((a, b) => a - b)[k - 1]! / 1_000;
  };
  return Float64Array.from({ length: 300_000 }, once).sort();
}

test("PBS: latencies at a quorum come out as published for LinkedIn's disks", (t) => {
  const published = [
    { name: "SSD, first of 3", values: answers(ssd, ssd, 1), p50: 0.489, p99: 0.563, p999: 0.655 },
    { name: "SSD, second of 3", values: answers(ssd, ssd, 2), p50: 0.515, p99: 0.908, p999: 1.63 },
    { name: "disk, second of 3", values: answers(disk, ssd, 2), p50: 2.768, p99: 13.94, p999: 21 },
  ];
  for (const { name, values, p50, p99, p999 } of published) {
    const figure = (p: number) => values[Math.floor(p * values.length)]!;
    t.true(near(figure(0.5), p50, 0.005), `${name}: p50 ${figure(0.5)}`);
    t.true(near(figure(0.99), p99, 0.02), `${name}: p99 ${figure(0.99)}`);
    t.true(near(figure(0.999), p999, 0.04), `${name}: p99.9 ${figure(0.999)}`);
  }
});
