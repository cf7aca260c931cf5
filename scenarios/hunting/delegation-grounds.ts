/** Where mistakes of leases that nodes hold for their groups show: nodes that hear only some others. */

import { bridge } from "../../sim/faults/bridge.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import { type Duration, ms, seconds } from "../../sim/kernel/time.ts";
import type { FleetBug } from "../../sim/systems/dynamodb/bugs.ts";
import type { FleetOptions } from "../../sim/systems/dynamodb/fleet.ts";
import type { Ground } from "./fleet-grounds.ts";

type DelegationBug = Extract<
  FleetBug,
  "beats-renew-what-was-taken-back" | "takes-back-without-a-grant"
>;

/** Elections within a second, and nobody asks before it stands. */
const restless: Partial<FleetOptions> = {
  leaderLease: ms(800),
  leaseRenewal: ms(200),
  clockBound: ms(10),
  heartbeat: ms(80),
  detection: ms(300),
  detectionSpread: ms(100),
  electionTimeout: ms(60),
  electionSpread: ms(60),
  askPeersBeforeStanding: false,
};

const nodes = ["storage-a-1", "storage-b-1", "storage-c-1"] as const;

/** In turn each node is the only one that hears the other two, for two seconds of three. */
const inTurn: readonly FaultSpec[] = Array.from({ length: 4 }, (_, index) => {
  const from = seconds(1 + 3 * index);
  const [one, other, between] = [0, 1, 2].map((place) => nodes[(place + index) % 3] as string);
  return bridge({
    sides: [[one as string], [other as string]],
    bridge: between as string,
    from,
    until: (from + seconds(2)) as Duration,
  });
});

/** Three groups, led from all nodes, that are read and not written: only beats pass between them. */
const parted: Ground = {
  capacity: { mode: "on-demand" },
  table: { partitions: 3 },
  system: restless,
  perSecond: 60,
  load: { writes: 0 },
  faults: inTurn,
};

export const delegationGrounds: Readonly<Record<DelegationBug, Ground>> = {
  "beats-renew-what-was-taken-back": parted,
  "takes-back-without-a-grant": parted,
};
