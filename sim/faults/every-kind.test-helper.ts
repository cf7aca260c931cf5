import { ms } from "../kernel/time.ts";
import { bridge } from "./bridge.ts";
import { clockDrift } from "./clock-drift.ts";
import { clockJump } from "./clock-jump.ts";
import { clockOffset } from "./clock-offset.ts";
import { clog } from "./clog.ts";
import { crash } from "./crash.ts";
import { cut } from "./cut.ts";
import { duplication } from "./duplication.ts";
import { lostUnsyncedWrites } from "./lost-unsynced-writes.ts";
import { oneWayCut } from "./one-way-cut.ts";
import { packetLoss } from "./packet-loss.ts";
import { pause } from "./pause.ts";
import { reordering } from "./reordering.ts";
import { restart } from "./restart.ts";
import type { FaultSpec } from "./schedule.ts";
import { slowDisk } from "./slow-disk.ts";
import { slowLink } from "./slow-link.ts";
import { tornWrite } from "./torn-write.ts";
import { wipe } from "./wipe.ts";
import { zoneOutage } from "./zone-outage.ts";

/** One after the other, from 40 ms on, each for 100 ms: all overlap some others. */
const during = (index: number) => ({ from: ms(40 + 20 * index), until: ms(140 + 20 * index) });

const between = [["a"], ["b", "c"]] as const;
const machine = "storage-a";

/** A schedule for the world of `ping.test-helper.ts` with one fault of every kind. */
export const everyKind: readonly FaultSpec[] = [
  crash({ machine, ...during(0) }),
  restart({ machine: "storage-b", from: ms(60) }),
  pause({ machine, ...during(2) }),
  wipe({ machine: "storage-c", ...during(3) }),
  zoneOutage({ zone: "a", ...during(4) }),
  cut({ groups: [["a"], ["b", "c"]], ...during(5) }),
  oneWayCut({ senders: ["storage-a"], receivers: ["b", "c"], ...during(6) }),
  bridge({ sides: [["a"], ["b"]], bridge: "c", ...during(7) }),
  packetLoss(during(8)),
  duplication({ between, ...during(9) }),
  reordering({ share: 0.125, delay: ms(7), ...during(10) }),
  clog({ between, ...during(11) }),
  slowLink({ delay: ms(20), between, ...during(12) }),
  slowDisk({ machine, factor: 2.5, ...during(13) }),
  lostUnsyncedWrites({ machine, confirmedToo: true, ...during(14) }),
  tornWrite({ machine, ...during(15) }),
  clockOffset({ machine, by: ms(-20), ...during(16) }),
  clockDrift({ machine, partsPerMillion: -5_000, ...during(17) }),
  clockJump({ machine, by: ms(1.5), from: ms(400) }),
];
