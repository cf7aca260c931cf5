/** Where mistakes of the request path show: routes that change often, and pages that cross them. */

import { queriesAgree } from "../../properties/histories/queries-agree.ts";
import { scansAreWhole } from "../../properties/histories/scans-are-whole.ts";
import { uniformKeys } from "../../sim/client/keys.ts";
import { drawnSorts } from "../../sim/client/sort-keys.ts";
import { crash } from "../../sim/faults/crash.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import { type Duration, ms, seconds } from "../../sim/kernel/time.ts";
import type { FleetBug } from "../../sim/systems/dynamodb/bugs.ts";
import type { Ground } from "./fleet-grounds.ts";

type PathBug = Extract<
  FleetBug,
  | "router-keeps-stale-route"
  | "metadata-takes-older-version"
  | "page-without-what-lies-behind"
  | "backwards-read-forwards"
>;

/** One storage node after the other is down, so that leaders change every other second. */
const inTurn: readonly FaultSpec[] = Array.from({ length: 6 }, (_, index) => {
  const machine = `storage-${["a", "b", "c"][index % 3]}-1`;
  const from = ms(1_000 + 1_800 * index);
  return crash({ machine, from, until: (from + ms(1_500)) as Duration });
});

const changing: Ground = {
  capacity: { mode: "on-demand" },
  table: { partitions: 3 },
  system: {
    leaderLease: ms(400),
    leaseRenewal: ms(100),
    heartbeat: ms(50),
    detection: ms(200),
    detectionSpread: ms(100),
    // News of a change take longer than the time to the next one.
    metadataPush: seconds(2),
    metadataPushSlow: seconds(4),
  },
  perSecond: 60,
  load: { writes: 0.3 },
  faults: inTurn,
};

export const pathGrounds: Readonly<Record<PathBug, Ground>> = {
  "router-keeps-stale-route": changing,
  "metadata-takes-older-version": changing,
  "page-without-what-lies-behind": {
    capacity: { mode: "on-demand" },
    table: { partitions: 4 },
    perSecond: 60,
    load: { mix: { put: 0.8, scan: 0.2 } },
    lasts: 4,
    judged: [scansAreWhole],
  },
  "backwards-read-forwards": {
    capacity: { mode: "on-demand" },
    table: { partitions: 2, sorted: true },
    perSecond: 60,
    load: {
      mix: { put: 0.5, query: 0.5 },
      keys: uniformKeys({ keys: 3 }),
      sort: drawnSorts({ of: 30 }),
      queries: { wants: { kind: "newest", count: 5 } },
    },
    lasts: 4,
    judged: [queriesAgree],
  },
};
