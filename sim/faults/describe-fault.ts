import { assertNever } from "../kernel/assert.ts";
import { describeBridge } from "./bridge.ts";
import { describeClockDrift } from "./clock-drift.ts";
import { describeClockJump } from "./clock-jump.ts";
import { describeClockOffset } from "./clock-offset.ts";
import { describeClog } from "./clog.ts";
import { describeCrash } from "./crash.ts";
import { describeCut } from "./cut.ts";
import { describeDuplication } from "./duplication.ts";
import { describeLostUnsyncedWrites } from "./lost-unsynced-writes.ts";
import { describeOneWayCut } from "./one-way-cut.ts";
import { describePacketLoss } from "./packet-loss.ts";
import { describePause } from "./pause.ts";
import { describeReordering } from "./reordering.ts";
import { describeRestart } from "./restart.ts";
import type { FaultSpec } from "./schedule.ts";
import { describeSlowDisk } from "./slow-disk.ts";
import { describeSlowLink } from "./slow-link.ts";
import { describeTornWrite } from "./torn-write.ts";
import { describeWipe } from "./wipe.ts";
import { describeZoneOutage } from "./zone-outage.ts";

/** A fault in plain words: "zone a dark from 10 s to 30 s". */
export function describeFault(spec: FaultSpec): string {
  switch (spec.kind) {
    case "crash":
      return describeCrash(spec);
    case "restart":
      return describeRestart(spec);
    case "pause":
      return describePause(spec);
    case "wipe":
      return describeWipe(spec);
    case "zone-outage":
      return describeZoneOutage(spec);
    case "cut":
      return describeCut(spec);
    case "one-way-cut":
      return describeOneWayCut(spec);
    case "bridge":
      return describeBridge(spec);
    case "packet-loss":
      return describePacketLoss(spec);
    case "duplication":
      return describeDuplication(spec);
    case "reordering":
      return describeReordering(spec);
    case "clog":
      return describeClog(spec);
    case "slow-link":
      return describeSlowLink(spec);
    case "slow-disk":
      return describeSlowDisk(spec);
    case "lost-unsynced-writes":
      return describeLostUnsyncedWrites(spec);
    case "torn-write":
      return describeTornWrite(spec);
    case "clock-offset":
      return describeClockOffset(spec);
    case "clock-drift":
      return describeClockDrift(spec);
    case "clock-jump":
      return describeClockJump(spec);
    default:
      return assertNever(spec);
  }
}
