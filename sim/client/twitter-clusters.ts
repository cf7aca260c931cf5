import type { Mix } from "./mix.ts";

/** One key-value cluster of Twitter's, as measured. */
export interface TwitterCluster {
  readonly name: string;
  readonly meaning: string;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly thousandPerSecond: number;
  readonly mix: Partial<Mix>;
  /** Of the Zipf distribution fitted to how often each key is asked for. */
  readonly exponent: number;
}

/**
 * Eleven that differ widely, from the published table of all clusters (means over a week in March
 * 2020). Mapped as: set to put, add to put-if-absent, cas to conditional put, incr to update.
 */
export const twitterClusters: readonly TwitterCluster[] = [
  {
    name: "cluster1",
    meaning: "reads of extremely hot keys",
    keyBytes: 80,
    valueBytes: 267,
    thousandPerSecond: 11.4,
    mix: { get: 0.99 },
    exponent: 2.6774,
  },
  {
    name: "cluster4",
    meaning: "mixed, large values",
    keyBytes: 67,
    valueBytes: 2_439,
    thousandPerSecond: 5.26,
    mix: { get: 0.93, put: 0.07 },
    exponent: 1.1004,
  },
  {
    name: "cluster7",
    meaning: "mostly reads, some writes",
    keyBytes: 17,
    valueBytes: 1_936,
    thousandPerSecond: 1.62,
    mix: { get: 0.82, put: 0.18 },
    exponent: 1.0666,
  },
  {
    name: "cluster8",
    meaning: "half writes of 9 KB: ten write units each",
    keyBytes: 23,
    valueBytes: 9_497,
    thousandPerSecond: 2.11,
    mix: { put: 0.5, get: 0.5 },
    exponent: 1.7366,
  },
  {
    name: "cluster12",
    meaning: "many writes, most keys once",
    keyBytes: 44,
    valueBytes: 1_030,
    thousandPerSecond: 4.36,
    mix: { put: 0.8, get: 0.2 },
    exponent: 0.3048,
  },
  {
    name: "cluster14",
    meaning: "with deletes",
    keyBytes: 96,
    valueBytes: 414,
    thousandPerSecond: 5.81,
    mix: { get: 0.65, delete: 0.22, put: 0.13 },
    exponent: 1.2959,
  },
  {
    name: "cluster18",
    meaning: "with conditional writes",
    keyBytes: 18,
    valueBytes: 37,
    thousandPerSecond: 26.4,
    mix: { get: 0.97, putIfAbsent: 0.01, conditionalPut: 0.01 },
    exponent: 2.0994,
  },
  {
    name: "cluster22",
    meaning: "counters",
    keyBytes: 54,
    valueBytes: 4,
    thousandPerSecond: 3.24,
    mix: { get: 0.72, update: 0.18, put: 0.1 },
    exponent: 0.7624,
  },
  {
    name: "cluster23",
    meaning: "counters, all keys almost alike",
    keyBytes: 35,
    valueBytes: 224,
    thousandPerSecond: 8.69,
    mix: { get: 0.36, put: 0.31, update: 0.3, delete: 0.02 },
    exponent: 0.274,
  },
  {
    name: "cluster29",
    meaning: "ordinary",
    keyBytes: 36,
    valueBytes: 799,
    thousandPerSecond: 10.73,
    mix: { get: 0.86, put: 0.13 },
    exponent: 1.2323,
  },
  {
    name: "cluster32",
    meaning: "writes only, every key alike",
    keyBytes: 41,
    valueBytes: 138,
    thousandPerSecond: 7.35,
    mix: { put: 0.98, get: 0.02 },
    exponent: 0,
  },
];
