import { bridgeShape } from "./bridge.ts";
import { clockDriftShape } from "./clock-drift.ts";
import { clockJumpShape } from "./clock-jump.ts";
import { clockOffsetShape } from "./clock-offset.ts";
import { clogShape } from "./clog.ts";
import { crashShape } from "./crash.ts";
import { cutShape } from "./cut.ts";
import { duplicationShape } from "./duplication.ts";
import { lostUnsyncedWritesShape } from "./lost-unsynced-writes.ts";
import { oneWayCutShape } from "./one-way-cut.ts";
import { packetLossShape } from "./packet-loss.ts";
import { pauseShape } from "./pause.ts";
import { reorderingShape } from "./reordering.ts";
import { restartShape } from "./restart.ts";
import type { FaultSpec } from "./schedule.ts";
import type { Shape } from "./shape.ts";
import { slowDiskShape } from "./slow-disk.ts";
import { slowLinkShape } from "./slow-link.ts";
import { tornWriteShape } from "./torn-write.ts";
import { wipeShape } from "./wipe.ts";
import { zoneOutageShape } from "./zone-outage.ts";

type Shapes = {
  readonly [Kind in FaultSpec["kind"]]: Shape<Extract<FaultSpec, { readonly kind: Kind }>>;
};

/** The documentation of every kind of fault, in the order of the reference: machines first. */
export const shapes: Shapes = {
  crash: crashShape,
  restart: restartShape,
  pause: pauseShape,
  wipe: wipeShape,
  "zone-outage": zoneOutageShape,
  cut: cutShape,
  "one-way-cut": oneWayCutShape,
  bridge: bridgeShape,
  "packet-loss": packetLossShape,
  duplication: duplicationShape,
  reordering: reorderingShape,
  clog: clogShape,
  "slow-link": slowLinkShape,
  "slow-disk": slowDiskShape,
  "lost-unsynced-writes": lostUnsyncedWritesShape,
  "torn-write": tornWriteShape,
  "clock-offset": clockOffsetShape,
  "clock-drift": clockDriftShape,
  "clock-jump": clockJumpShape,
};

export type Kind = FaultSpec["kind"];

export const kinds = Object.keys(shapes) as readonly Kind[];
