import fc from "fast-check";
import { type Distribution, lognormal } from "../../sim/kernel/distribution.ts";
import { ms } from "../../sim/kernel/time.ts";
import type { Topology } from "../scenario.ts";

export interface TopologyOptions {
  /** Default a, b and c: a replication group has a replica in each of three zones. */
  readonly zones?: readonly string[];
  /** Storage machines of each zone. Default 1. */
  readonly machines?: number;
  /** Most clients of a zone; there is at least one in all. Default 2. */
  readonly clients?: number;
  /** Delays between zones have their median from 0.2 ms to this, in ms. Default 5. */
  readonly apart?: number;
}

/**
 * Zones with their machines and clients, near and far from one another. The smallest has one client,
 * in the first zone, and the shortest delays.
 */
export function topologies({
  zones = ["a", "b", "c"],
  machines = 1,
  clients = 2,
  apart = 5,
}: TopologyOptions = {}): fc.Arbitrary<Topology> {
  return fc
    .record({
      clients: fc.tuple(...zones.map(() => fc.nat(clients))),
      within: fc.integer({ min: 1, max: 5 }),
      across: fc.integer({ min: 2, max: Math.max(2, Math.round(apart * 10)) }),
    })
    .map(({ clients: counts, within, across }) => {
      const nobody = counts.every((count) => count === 0);
      return {
        zones: zones.map((name, index) => ({
          name,
          machines,
          clients: nobody && index === 0 ? 1 : counts[index]!,
        })),
        withinZone: delays(within),
        acrossZones: delays(across),
        bandwidth: 1_250_000_000,
      };
    });
}

/** One way, one message, in tenths of a ms; one in a hundred takes more than twice as long. */
const delays = (tenths: number): Distribution =>
  lognormal({ median: ms(tenths / 10), p99: ms(tenths / 5) });
