/** Fault schedules as plain data: what can be printed, stored, read back and shrunk. */

import { assertNever } from "../kernel/assert.ts";
import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { type Bridge, bridgeFault } from "./bridge.ts";
import { type ClockDrift, clockDriftFault } from "./clock-drift.ts";
import { type ClockJump, clockJumpFault } from "./clock-jump.ts";
import { type ClockOffset, clockOffsetFault } from "./clock-offset.ts";
import { type Clog, clogFault } from "./clog.ts";
import { type Crash, crashFault } from "./crash.ts";
import { type Cut, cutFault } from "./cut.ts";
import { type Duplication, duplicationFault } from "./duplication.ts";
import { type LostUnsyncedWrites, lostUnsyncedWritesFault } from "./lost-unsynced-writes.ts";
import { type OneWayCut, oneWayCutFault } from "./one-way-cut.ts";
import { type PacketLoss, packetLossFault } from "./packet-loss.ts";
import { type Pause, pauseFault } from "./pause.ts";
import { type Reordering, reorderingFault } from "./reordering.ts";
import { type Restart, restartFault } from "./restart.ts";
import { type SlowDisk, slowDiskFault } from "./slow-disk.ts";
import { type SlowLink, slowLinkFault } from "./slow-link.ts";
import { type TornWrite, tornWriteFault } from "./torn-write.ts";
import { type Wipe, wipeFault } from "./wipe.ts";
import { type ZoneOutage, zoneOutageFault } from "./zone-outage.ts";

/** One hardship as plain data. Its constructor is in the file of its kind. */
export type FaultSpec =
  | Crash
  | Restart
  | Pause
  | Wipe
  | ZoneOutage
  | Cut
  | OneWayCut
  | Bridge
  | PacketLoss
  | Duplication
  | Reordering
  | Clog
  | SlowLink
  | SlowDisk
  | LostUnsyncedWrites
  | TornWrite
  | ClockOffset
  | ClockDrift
  | ClockJump;

/** The behaviour of a fault. Faults of one schedule may overlap in any way. */
export function faultOf(spec: FaultSpec): Fault {
  switch (spec.kind) {
    case "crash":
      return crashFault(spec);
    case "restart":
      return restartFault(spec);
    case "pause":
      return pauseFault(spec);
    case "wipe":
      return wipeFault(spec);
    case "zone-outage":
      return zoneOutageFault(spec);
    case "cut":
      return cutFault(spec);
    case "one-way-cut":
      return oneWayCutFault(spec);
    case "bridge":
      return bridgeFault(spec);
    case "packet-loss":
      return packetLossFault(spec);
    case "duplication":
      return duplicationFault(spec);
    case "reordering":
      return reorderingFault(spec);
    case "clog":
      return clogFault(spec);
    case "slow-link":
      return slowLinkFault(spec);
    case "slow-disk":
      return slowDiskFault(spec);
    case "lost-unsynced-writes":
      return lostUnsyncedWritesFault(spec);
    case "torn-write":
      return tornWriteFault(spec);
    case "clock-offset":
      return clockOffsetFault(spec);
    case "clock-drift":
      return clockDriftFault(spec);
    case "clock-jump":
      return clockJumpFault(spec);
    default:
      return assertNever(spec);
  }
}

/** When a fault is over: at once, for one that only happens. */
export const endOf = (spec: FaultSpec): Duration =>
  spec.kind === "clock-jump" ? spec.from : spec.until;

/** When the last fault is over; 0 for an empty schedule. */
export const healedAt = (schedule: readonly FaultSpec[]): Duration =>
  schedule.reduce((latest, spec) => Math.max(latest, endOf(spec)), 0) as Duration;
