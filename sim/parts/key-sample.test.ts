import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { exp, ln } from "../kernel/exact-math.ts";
import {
  defaultSplitRules,
  emptySample,
  hottestShare,
  type KeySample,
  movingShare,
  observe,
  splitPoint,
  whyNotSplit,
} from "./key-sample.ts";

const all = { from: "", to: undefined };
const keyOf = (number: number) => `k${String(number).padStart(6, "0")}`;

/** Numbers 0 .. 2^32 - 1 that look random (xorshift32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
}

function sampleOf(keys: Iterable<string>): KeySample {
  const sample = emptySample();
  for (const key of keys) observe(sample, key);
  return sample;
}

const randomKeys = (count: number, rank: (draw: number) => number): string[] => {
  const next = numbers(20_261_122);
  return Array.from({ length: count }, () => keyOf(rank(next() / 2 ** 32)));
};

const shareBelow = (keys: readonly string[], point: string): number =>
  keys.filter((key) => key < point).length / keys.length;

for (const count of [600, 10_000, 100_000]) {
  test(`of ${count} accesses to uniform keys, the split point lies near the middle`, (t) => {
    const keys = randomKeys(count, (draw) => Math.floor(draw * 100_000));
    const sample = sampleOf(keys);
    const point = splitPoint(sample, all)!;
    t.true(point > keyOf(44_000) && point < keyOf(56_000), point);
    t.is(whyNotSplit(sample, all), undefined);
    t.true(hottestShare(sample) < 0.01);
    t.true(movingShare(sample) < 0.15);
  });
}

test("of Zipf-like traffic the split point lies where the traffic halves, not the range", (t) => {
  // 1000^u has a density of 1/rank between 1 and 1,000: half of the traffic goes to 32 keys.
  const ranks = Array.from({ length: 1_001 }, (_, index) => exp((ln(1_000) * index) / 1_001));
  const keys = randomKeys(40_000, (draw) => Math.floor(ranks[Math.floor(draw * 1_001)]!));
  const sample = sampleOf(keys);
  const point = splitPoint(sample, all)!;
  t.true(point < keyOf(60), point);
  t.true(Math.abs(shareBelow(keys, point) - 0.5) < 0.06, `${shareBelow(keys, point)}`);
  t.is(whyNotSplit(sample, all), undefined);
});

test("one key with most of the traffic is refused; at half of it, or less, it is not", (t) => {
  const withHot = (share: number) => {
    const keys = randomKeys(50_000, (draw) => Math.floor(draw * 10_000));
    return sampleOf(keys.map((key, index) => ((index * 7) % 100 < share ? "hot" : key)));
  };
  t.is(whyNotSplit(withHot(60), all), "one-hot-key");
  t.true(Math.abs(hottestShare(withHot(60)) - 0.6) < 0.01);
  t.is(whyNotSplit(withHot(45), all), undefined);
  t.is(whyNotSplit(sampleOf(Array.from({ length: 10 }, () => "only")), all), "one-hot-key");
});

test("a key that turns hot is seen to be hot within twice the span of the sample", (t) => {
  const sample = sampleOf(randomKeys(200_000, (draw) => Math.floor(draw * 10_000)));
  t.is(whyNotSplit(sample, all), undefined);
  for (let index = 0; index < 65_536; index += 1) observe(sample, "hot");
  t.is(whyNotSplit(sample, all), "one-hot-key");
});

for (const [name, step] of [
  ["up", 1],
  ["down", -1],
] as const) {
  test(`a front that moves ${name} in key order is refused, also when messages overtake`, (t) => {
    const next = numbers(7);
    const front = Array.from({ length: 100_000 }, (_, index) => ({
      key: keyOf(500_000 + step * index),
      arrives: index + (next() % 20),
    }));
    front.sort((left, right) => left.arrives - right.arrives);
    const sample = sampleOf(front.map(({ key }) => key));
    t.true(movingShare(sample) > 0.9, `${movingShare(sample)}`);
    t.is(whyNotSplit(sample, all), "moving-front");
  });
}

test("a front with random accesses among it counts by its share", (t) => {
  const random = randomKeys(60_000, (draw) => Math.floor(draw * 100_000));
  const mixed = random.map((key, index) => (index % 10 < 6 ? keyOf(index) : key));
  const share = movingShare(sampleOf(mixed));
  t.true(share > 0.55 && share < 0.8, `${share}`);
});

test("two hot keys are split between them, and each unit counts, not each access", (t) => {
  const two = sampleOf(
    randomKeys(9_000, (draw) => Math.floor(draw * 1_000)).map((key, index) =>
      index % 10 > 7 ? key : index % 2 === 0 ? keyOf(300) : keyOf(310),
    ),
  );
  const point = splitPoint(two, all)!;
  t.true(point > keyOf(300) && point <= keyOf(310), point);
  t.is(whyNotSplit(two, all), undefined);

  const heavy = emptySample();
  for (let index = 0; index < 900; index += 1) {
    observe(heavy, keyOf(index % 9), index % 9 === 7 ? 6 : 1);
  }
  t.is(splitPoint(heavy, all), keyOf(7));
  t.is(hottestShare(heavy), 6 / 14);
});

test("keys asked for in turns do not fall in step with the sample", (t) => {
  for (const turns of [2, 8, 64, 100]) {
    const sample = sampleOf(Array.from({ length: 50_000 }, (_, index) => keyOf(index % turns)));
    const share = shareBelow(
      Array.from({ length: turns }, (_, index) => keyOf(index)),
      splitPoint(sample, all)!,
    );
    t.true(Math.abs(share - 0.5) < 0.06, `${turns} keys in turns: ${share}`);
  }
});

test("memory stays bounded, and the sample is of recent accesses", (t) => {
  const sample = sampleOf(randomKeys(300_000, (draw) => Math.floor(draw * 10_000)));
  t.true(sample.kept.length >= 256 && sample.kept.length <= 512, `${sample.kept.length}`);
  t.is(sample.hitters.keys.length, 32);
  t.true(sample.kept[0]!.index > 300_000 - 2 * 32_768);
  for (const [at, { index }] of sample.kept.entries()) {
    if (at > 0) t.true(index - sample.kept[at - 1]!.index <= 2.62 * sample.every);
  }
});

test("without two different keys there is no split", (t) => {
  t.is(splitPoint(emptySample(), all), undefined);
  t.is(whyNotSplit(emptySample(), all), "no-two-keys");
  t.is(movingShare(emptySample()), 0);
  t.is(hottestShare(emptySample()), 0);
  t.deepEqual(defaultSplitRules, { hottestShare: 0.5, movingShare: 0.8 });
  t.throws(() => observe(emptySample(), "a", -1), { message: /expected 0 units or more, got -1/ });
});

testProp(
  "a split point lies within the range, with sampled keys on both sides, as balanced as can be",
  [
    fc.array(fc.tuple(fc.string({ minLength: 0, maxLength: 2 }), fc.nat(5)), { maxLength: 60 }),
    fc.string({ maxLength: 1 }),
    fc.option(fc.string({ maxLength: 1 }), { nil: undefined }),
  ],
  (t, accesses, from, to) => {
    const sample = emptySample();
    for (const [key, units] of accesses) observe(sample, key, units);
    const inside = accesses.filter(([key]) => key >= from && (to === undefined || key < to));
    const candidates = [...new Set(inside.map(([key]) => key))].sort().slice(1);
    const imbalance = (point: string): number =>
      Math.abs(inside.reduce((sum, [key, units]) => sum + (key < point ? units : -units), 0));
    const point = splitPoint(sample, { from, to });
    if (point === undefined) return void t.is(candidates.length, 0);
    t.true(candidates.includes(point) && point > from);
    t.is(imbalance(point), Math.min(...candidates.map(imbalance)));
  },
);
