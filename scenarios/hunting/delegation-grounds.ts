/** Where mistakes of leases that nodes hold for their groups show: nodes that hear only some others. */

import { bridge } from "../../sim/faults/bridge.ts";
import { pause } from "../../sim/faults/pause.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import { slowLink } from "../../sim/faults/slow-link.ts";
import { type Duration, ms, seconds } from "../../sim/kernel/time.ts";
import type { FleetBug } from "../../sim/systems/dynamodb/bugs.ts";
import type { FleetOptions } from "../../sim/systems/dynamodb/fleet.ts";
import type { Ground } from "./fleet-grounds.ts";

type DelegationBug = Extract<
  FleetBug,
  | "beats-renew-what-was-taken-back"
  | "grants-from-before-the-agreement"
  | "takes-back-without-a-grant"
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
  "grants-from-before-the-agreement": {
    ...parted,
    // What was agreed comes late, when it has been taken back.
    faults: [
      ...inTurn,
      slowLink({ delay: ms(60), jitter: ms(55), from: seconds(1), until: seconds(12) }),
      ...nodes.flatMap((machine, index) =>
        Array.from({ length: 5 }, (_, turn) => {
          const from = ms(1_500 + 2_100 * turn + 700 * index);
          return pause({ machine, from, until: (from + ms(350)) as Duration });
        }),
      ),
    ],
  },
  "takes-back-without-a-grant": parted,
};
