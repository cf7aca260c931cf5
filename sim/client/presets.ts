/** Named workloads with published figures. */

import { closest } from "fastest-levenshtein";
import { poisson } from "./arrivals.ts";
import { type KeyChoice, latest, zipf } from "./keys.ts";
import type { Mix } from "./mix.ts";
import { type TwitterCluster, twitterClusters } from "./twitter-clusters.ts";
import { type DrawnWorkload, openLoop, type Reads } from "./workload.ts";

export interface PresetOptions {
  /** Multiplies the rate. Default 1. */
  readonly scale?: number;
  /** How many keys. Default 1,000 for YCSB, as there; 100,000 for Twitter, whose table does not say. */
  readonly keys?: number;
  /** Default "strong". */
  readonly reads?: Reads;
}

export interface Preset {
  readonly name: string;
  /** What it is like, in a few words. */
  readonly meaning: string;
  readonly source: string;
  workload(options?: PresetOptions): DrawnWorkload;
}

const ycsbSource = "Cooper et al., Benchmarking Cloud Serving Systems with YCSB, SoCC 2010";

/**
 * YCSB's updates write whole items, so they are puts; its items are ten fields of 100 bytes. It runs
 * as fast as it is answered: the rate is ours.
 */
function ycsb(
  name: string,
  meaning: string,
  mix: Partial<Mix>,
  choice: (options: { keys: number; exponent: number }) => KeyChoice,
): Preset {
  return {
    name,
    meaning,
    source: ycsbSource,
    workload: ({ scale = 1, keys = 1_000, reads = "strong" } = {}) =>
      openLoop({
        arrivals: poisson({ perSecond: 1_000 * scale }),
        mix,
        reads,
        keys: choice({ keys, exponent: 0.99 }),
        valueBytes: 1_000,
      }),
  };
}

const twitter = (cluster: TwitterCluster): Preset => ({
  name: cluster.name,
  meaning: cluster.meaning,
  source:
    "Yang et al., A large scale analysis of hundreds of in-memory cache clusters at Twitter, " +
    "OSDI 2020; means over a week of March 2020",
  workload: ({ scale = 1, keys = 100_000, reads = "strong" } = {}) =>
    openLoop({
      arrivals: poisson({ perSecond: cluster.thousandPerSecond * 1_000 * scale }),
      mix: cluster.mix,
      reads,
      keys: zipf({ keys, exponent: cluster.exponent }),
      valueBytes: cluster.valueBytes,
      keyBytes: cluster.keyBytes,
    }),
});

/** YCSB's E is missing: it scans keys in their order, and partition keys are hashed: they have none. */
export const presets: readonly Preset[] = [
  ycsb("ycsb-a", "half reads, half updates", { get: 0.5, put: 0.5 }, zipf),
  ycsb("ycsb-b", "reads, few updates", { get: 0.95, put: 0.05 }, zipf),
  ycsb("ycsb-c", "reads only", { get: 1 }, zipf),
  ycsb("ycsb-d", "reads of the latest, few inserts", { get: 0.95, put: 0.05 }, latest),
  ycsb("ycsb-f", "half reads, half read-modify-write", { get: 0.5, conditionalUpdate: 0.5 }, zipf),
  ...twitterClusters.map(twitter),
];

/** The preset of this name; a RangeError that names the nearest where there is none. */
export function preset(name: string): Preset {
  const found = presets.find((one) => one.name === name);
  if (found !== undefined) return found;
  const nearest = closest(
    name,
    presets.map((one) => one.name),
  );
  throw new RangeError(`there is no workload "${name}"; the nearest is "${nearest}"`);
}
