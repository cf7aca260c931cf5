/** The storage machine's disk, and the network of a region: figures that AWS has not published. */

import { type Distribution, lognormal } from "../../kernel/distribution.ts";
import { ms } from "../../kernel/time.ts";

/**
 * A disk with power-loss protection. Assumptions: a flushed append takes 0.1 ms in the median and
 * 0.8 ms at p99, a page of the B-tree 0.15 ms and 1.5 ms; 500 MB/s written.
 */
export const storageDisk = {
  flush: lognormal({ median: ms(0.1), p99: ms(0.8) }),
  read: lognormal({ median: ms(0.15), p99: ms(1.5) }),
  diskBandwidth: 500_000_000,
};

/**
 * One-way delays: half of the round trips measured between machines of one zone (median 0.25 ms,
 * p99 0.6 ms) and of two zones (0.8 ms, 1.6 ms) in public clouds; 1.25 GB/s a link (10 Gbit/s).
 */
export const region = {
  withinZone: lognormal({ median: ms(0.125), p99: ms(0.3) }),
  acrossZones: lognormal({ median: ms(0.4), p99: ms(0.8) }),
  bandwidth: 1_250_000_000,
};

/**
 * One-way delays between Regions: half of usual round trips over public backbones. Assumptions; near
 * ones are 75 ms apart there and back (both shores of the North Atlantic), far ones 210 ms (Europe or
 * America and the east of Asia).
 */
export const betweenRegions = {
  near: lognormal({ median: ms(37.5), p99: ms(45) }),
  far: lognormal({ median: ms(105), p99: ms(120) }),
} as const;

/** The delays between the zones of Regions, both ways, for a topology's `pairs`. */
export function apart(
  regions: Readonly<Record<string, readonly string[]>>,
  delayOf: (one: string, other: string) => Distribution = () => betweenRegions.near,
): Readonly<Record<string, Distribution>> {
  const pairs: Record<string, Distribution> = {};
  for (const [one, zones] of Object.entries(regions)) {
    for (const [other, others] of Object.entries(regions)) {
      if (one === other) continue;
      for (const from of zones)
        for (const to of others) pairs[`${from}>${to}`] = delayOf(one, other);
    }
  }
  return pairs;
}
