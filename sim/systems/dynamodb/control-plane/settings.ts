/** Every knob of healing, archiving and scrubbing: meaning, unit, default, source. */

import { ms, seconds } from "../../../kernel/time.ts";
import { count, duration, onOff } from "../../../parts/setting.ts";

export const healingSettings = {
  healthReport: duration({
    default: seconds(2),
    meaning: "How often a storage node reports its health to the control plane.",
    source: "assumption: five reports fit into `nodeDead`",
  }),
  nodeDead: duration({
    default: seconds(10),
    meaning: "Silence after which the control plane takes a storage node for lost.",
    source: "assumption; ATC '22, §3 names the monitoring without a figure",
  }),
  healRetry: duration({
    default: ms(500),
    meaning: "How often a leader whose group lacks a replica looks again, and asks for one.",
    source: "assumption",
  }),
  updateTime: duration({
    default: seconds(60),
    meaning: "How long the replicas of a node that is updated are not replaced.",
    source: "assumption: an update and a restart take less",
  }),
  logReplicas: onOff({
    default: true,
    meaning: "Whether a group that lacks a member takes in a log replica before the full copy.",
    source: "ATC '22, §5.1, §6.1; off is ablation",
    caution: "Off leaves a group without slack for as long as the full copy takes.",
  }),
  unarchivedLog: count({
    default: 300_000_000,
    meaning: "Bytes of recent log that are copied to a new log replica.",
    source: "ATC '22, §5.1: a few hundred megabytes",
  }),
  logRepairRate: count({
    default: 125_000_000,
    meaning: "Bytes a second at which a log replica is copied.",
    source: "assumption: 1 Gbit/s, so that 300 MB take 2.4 s (§5.1: a few seconds)",
  }),
  repairRate: count({
    default: 25_000_000,
    meaning: "Bytes a second at which a storage replica is copied, in the background.",
    source: "assumption: 200 Mbit/s, so that 10 GB take 400 s (§5.1: several minutes)",
  }),
  repairChunk: count({
    default: 8_000_000,
    meaning:
      "Bytes of one part of a copy: what is written meanwhile waits behind one part at most.",
    source: "assumption",
  }),
  joinPatience: duration({
    default: seconds(60),
    meaning: "How long a replica that is being built goes on without a leader that answers.",
    source: "assumption: far longer than any fail-over",
  }),
  archivePeriod: duration({
    default: seconds(60),
    meaning: "How often replicas archive their logs.",
    source: "assumption; ATC '22, §5.1 says periodically",
  }),
  archiveSize: count({
    default: 64_000_000,
    meaning: "Bytes of log that are archived before the period is over; most of one segment.",
    source: "assumption",
  }),
  scrubPeriod: duration({
    default: seconds(86_400),
    meaning: "How often a leader compares checksums of all items with its followers.",
    source: "assumption; ATC '22, §5.3 says continuously",
  }),
} as const;
