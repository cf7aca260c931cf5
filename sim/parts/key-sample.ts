/**
 * What a partition remembers of the keys asked for, so that it can be split where the traffic is
 * and not in the middle of its range, and so that a split which cannot help is not made (Elhemali et
 * al., ATC '22, §4.4). The paper says neither how keys are observed nor when a split is refused for
 * one hot item or for sequential access; all of that is our choice.
 *
 * Memory is bounded and no chance is involved. Counters find the hottest keys. Of all accesses every
 * n-th is kept in a sample, in the order of access; n doubles while the partition is young, so that
 * the sample spans more and more time, and once n has grown the older half is forgotten instead.
 * "Every n-th" goes by multiples of the golden ratio: as even as counting off, but it cannot fall in
 * step with keys that are asked for in turns.
 */

import { InvariantViolation } from "../kernel/assert.ts";
import { count, type HeavyHitters, halve, heavyHitters, hottest } from "./heavy-hitters.ts";
import { longestRise } from "./longest-rise.ts";

export interface SampledAccess {
  readonly key: string;
  /** Thousandths of a capacity unit. */
  readonly weight: number;
  /** Which access it was, modulo 2^32. */
  readonly index: number;
}

export interface KeySample {
  /** Accesses so far, modulo 2^32. */
  accesses: number;
  /** One in `every` accesses is kept: a power of two. */
  every: number;
  /** Oldest first. */
  kept: SampledAccess[];
  readonly hitters: HeavyHitters;
  /** Accesses since the counters were last halved. */
  sinceHalving: number;
}

/** Keys `from` ≤ key < `to`; undefined: to the end. */
export interface KeySpan {
  readonly from: string;
  readonly to: string | undefined;
}

/** Shares of the traffic above which a split would not help; not in the paper. */
export interface SplitRules {
  readonly hottestShare: number;
  readonly movingShare: number;
}

export const defaultSplitRules: SplitRules = { hottestShare: 0.5, movingShare: 0.8 };

/** The split point is then right to about ±2 % of the traffic. */
const most = 512;
/** A sample at its longest spans 16,384 to 32,768 accesses: some 10 s of a partition at its limit. */
const sparsest = 64;
/** A key's share is right to 1/32 of the traffic. */
const counters = 32;
/** 2^32 divided by the golden ratio, made odd. */
const golden = 0x9e3779b9;

export const emptySample = (): KeySample => ({
  accesses: 0,
  every: 1,
  kept: [],
  hitters: heavyHitters(counters),
  sinceHalving: 0,
});

/** Notes an access to `key` that consumed `units`. Constant time, spread over many calls. */
export function observe(sample: KeySample, key: string, units = 1): void {
  if (!(units >= 0)) throw new InvariantViolation(`expected 0 units or more, got ${units}`);
  const weight = Math.round(units * 1_000);
  count(sample.hitters, key, weight);
  sample.sinceHalving += 1;
  if (sample.sinceHalving === most * sparsest) {
    halve(sample.hitters);
    sample.sinceHalving = 0;
  }
  const index = sample.accesses;
  sample.accesses = (index + 1) >>> 0;
  if (!isKept(index, sample.every)) return;
  if (sample.kept.length === most) makeRoom(sample);
  if (isKept(index, sample.every)) sample.kept.push({ key, weight, index });
}

/**
 * The key at which the observed traffic halves: the first key of the right-hand side. Of the keys
 * sampled within `span`, at least one lies on each side, and the key is greater than `span.from`.
 * Undefined when fewer than two different keys were seen there.
 */
export function splitPoint(sample: KeySample, span: KeySpan): string | undefined {
  const inside = sample.kept.filter(({ key }) => within(span, key)).sort(byKey);
  const total = inside.reduce((sum, { weight }) => sum + weight, 0);
  let best: { key: string; imbalance: number } | undefined;
  let left = 0;
  inside.forEach(({ key, weight }, index) => {
    const imbalance = Math.abs(total - 2 * left);
    const isFirstOfKey = index > 0 && inside[index - 1]!.key !== key;
    if (isFirstOfKey && (best === undefined || imbalance < best.imbalance)) {
      best = { key, imbalance };
    }
    left += weight;
  });
  return best?.key;
}

/**
 * Share of the lately consumed units that went to the hottest single key, 0 to 1: what is certain,
 * and so up to 1/32 too low.
 */
export const hottestShare = ({ hitters }: KeySample): number =>
  hitters.total === 0 ? 0 : (hottest(hitters)?.weight ?? 0) / hitters.total;

/**
 * Share of the sampled accesses that lie on one front moving up, or down, in key order, 0 to 1.
 * A front whose messages overtake each other is still one. Keys in random order score 2/√n of n
 * samples: below 0.1 for a full sample, but 1 for a sample of one.
 */
export function movingShare({ kept }: KeySample): number {
  if (kept.length === 0) return 0;
  const keys = kept.map(({ key }) => key);
  const up = longestRise(keys);
  return Math.max(up, longestRise(keys.reverse())) / keys.length;
}

/** Why a split would not help; undefined when it would. */
export function whyNotSplit(
  sample: KeySample,
  span: KeySpan,
  rules: SplitRules = defaultSplitRules,
): "one-hot-key" | "moving-front" | "no-two-keys" | undefined {
  if (hottestShare(sample) > rules.hottestShare) return "one-hot-key";
  if (splitPoint(sample, span) === undefined) return "no-two-keys";
  return movingShare(sample) > rules.movingShare ? "moving-front" : undefined;
}

/** Of any n accesses in a row, n / every are kept, but for one or two. */
const isKept = (index: number, every: number): boolean =>
  Math.imul(index, golden) >>> 0 < 0x1_0000_0000 / every;

/** Keeps every other one, which are those a sparser sample would have kept; or the younger half. */
function makeRoom(sample: KeySample): void {
  if (sample.every === sparsest) {
    sample.kept = sample.kept.slice(most / 2);
    return;
  }
  const every = sample.every * 2;
  sample.kept = sample.kept.filter(({ index }) => isKept(index, every));
  sample.every = every;
}

const within = (span: KeySpan, key: string): boolean =>
  key >= span.from && (span.to === undefined || key < span.to);

const byKey = (left: SampledAccess, right: SampledAccess): number =>
  left.key < right.key ? -1 : left.key > right.key ? 1 : left.index - right.index;
