/** Where mistakes of healing, archiving and scrubbing show: a storage node is away for seconds. */

import { archiveIsWhole } from "../../properties/finals/archive-is-whole.ts";
import { replicasConverge } from "../../properties/finals/replicas-converge.ts";
import { uniformKeys } from "../../sim/client/keys.ts";
import { crash } from "../../sim/faults/crash.ts";
import { pause } from "../../sim/faults/pause.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import type { healingBugs } from "../../sim/systems/dynamodb/control-plane/healing-bugs.ts";
import type { Ground } from "./fleet-grounds.ts";

const away = { machine: "storage-a-1", from: seconds(3), until: seconds(10) };

/** The group's log replica weighs 50 MB. */
const lost: Ground = {
  capacity: { mode: "on-demand" },
  machines: 3,
  system: { unarchivedLog: 50_000_000, archivePeriod: ms(1_700) },
  perSecond: 100,
  load: { writes: 0.7, keys: uniformKeys({ keys: 2_000 }) },
  faults: [crash(away)],
  judged: [replicasConverge, archiveIsWhole],
};

/** It comes back with all that it knew. */
const paused: Ground = { ...lost, faults: [pause(away)] };

export const healingGrounds: Readonly<Record<keyof typeof healingBugs, Ground>> = {
  "log-replica-counts-before-it-has-the-log": lost,
  "removed-replica-still-counts": paused,
  "two-changes-at-once": lost,
  // Much is written while it is copied.
  "copy-without-the-tail": { ...lost, table: { bytes: 100_000_000 } },
  "follower-applies-wrong-value": lost,
  "archive-without-checking": lost,
};
