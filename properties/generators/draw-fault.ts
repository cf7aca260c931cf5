import { bridge } from "../../sim/faults/bridge.ts";
import { clockDrift } from "../../sim/faults/clock-drift.ts";
import { clockJump } from "../../sim/faults/clock-jump.ts";
import { clockOffset } from "../../sim/faults/clock-offset.ts";
import { clog } from "../../sim/faults/clog.ts";
import { crash } from "../../sim/faults/crash.ts";
import { cut } from "../../sim/faults/cut.ts";
import { duplication } from "../../sim/faults/duplication.ts";
import { lostUnsyncedWrites } from "../../sim/faults/lost-unsynced-writes.ts";
import { oneWayCut } from "../../sim/faults/one-way-cut.ts";
import { packetLoss } from "../../sim/faults/packet-loss.ts";
import { pause } from "../../sim/faults/pause.ts";
import { reordering } from "../../sim/faults/reordering.ts";
import { restart } from "../../sim/faults/restart.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import type { Kind } from "../../sim/faults/shapes.ts";
import { slowDisk } from "../../sim/faults/slow-disk.ts";
import { slowLink } from "../../sim/faults/slow-link.ts";
import type { Spell } from "../../sim/faults/spell.ts";
import { tornWrite } from "../../sim/faults/torn-write.ts";
import { wipe } from "../../sim/faults/wipe.ts";
import { zoneOutage } from "../../sim/faults/zone-outage.ts";
import { assertNever } from "../../sim/kernel/assert.ts";
import type { RandomStream } from "../../sim/kernel/random.ts";
import type { Duration } from "../../sim/kernel/time.ts";
import { eitherWay, lengthFrom, oneIn, pick, shareUpTo, wholeFrom } from "./draw.ts";
import * as parameters from "./fault-parameters.ts";
import { drawBridge, drawDirection, drawGroups, drawLinks, type Targets } from "./fault-targets.ts";

/** Draws everything about a fault but its kind and spell. `wild`: whose clocks know no bound. */
export function drawFault(
  kind: Kind,
  spell: Spell,
  targets: Targets,
  wild: readonly string[],
  random: RandomStream,
): FaultSpec {
  const server = () => pick(random, targets.servers);
  const disk = () => pick(random, targets.storage);
  const links = () => drawLinks(random, targets);
  switch (kind) {
    case "crash":
      return crash({ machine: server(), ...spell });
    case "restart":
      return restart({ machine: server(), ...spell });
    case "pause":
      return pause({ machine: server(), ...spell });
    case "wipe":
      return wipe({ machine: disk(), ...spell });
    case "zone-outage":
      return zoneOutage({ zone: pick(random, targets.zones), ...spell });
    case "cut":
      return cut({ groups: drawGroups(random, targets), ...spell });
    case "one-way-cut":
      return drawOneWayCut(spell, targets, random);
    case "bridge":
      return bridge({ ...drawBridge(random, targets), ...spell });
    case "packet-loss":
      return packetLoss({ share: shareOf(kind, random), ...links(), ...spell });
    case "duplication":
      return duplication({ share: shareOf(kind, random), ...links(), ...spell });
    case "reordering":
      return drawReordering(spell, targets, random);
    case "clog":
      return clog({ ...links(), ...spell });
    case "slow-link":
      return drawSlowLink(spell, targets, random);
    case "slow-disk":
      return drawSlowDisk(spell, disk(), random);
    case "lost-unsynced-writes":
      return drawLoss(spell, disk(), random);
    case "torn-write":
      return tornWrite({ machine: disk(), ...spell });
    case "clock-offset":
      return drawOffset(spell, server(), wild, random);
    case "clock-drift":
      return drawDrift(spell, server(), wild, random);
    case "clock-jump":
      return drawJump(spell, server(), wild, random);
    default:
      return assertNever(kind);
  }
}

const shareOf = (kind: keyof typeof parameters.largestShare, random: RandomStream): number =>
  shareUpTo(random, parameters.largestShare[kind]);

function drawOneWayCut(spell: Spell, targets: Targets, random: RandomStream): FaultSpec {
  const [senders, receivers] = drawDirection(random, targets);
  return oneWayCut({ senders, receivers, ...spell });
}

function drawReordering(spell: Spell, targets: Targets, random: RandomStream): FaultSpec {
  const share = shareOf("reordering", random);
  const delay = lengthFrom(random, parameters.addedDelay);
  return reordering({ share, delay, ...drawLinks(random, targets), ...spell });
}

function drawSlowLink(spell: Spell, targets: Targets, random: RandomStream): FaultSpec {
  const delay = lengthFrom(random, parameters.addedDelay);
  const jitter = random.below(delay + 1) as Duration;
  return slowLink({ delay, jitter, ...drawLinks(random, targets), ...spell });
}

function drawSlowDisk(spell: Spell, machine: string, random: RandomStream): FaultSpec {
  const { min, max } = parameters.diskFactor;
  return slowDisk({ machine, factor: wholeFrom(random, min, max), ...spell });
}

function drawLoss(spell: Spell, machine: string, random: RandomStream): FaultSpec {
  return lostUnsyncedWrites({
    machine,
    confirmedToo: oneIn(random, parameters.oneLiarIn),
    ...spell,
  });
}

function drawOffset(
  spell: Spell,
  machine: string,
  wild: readonly string[],
  random: RandomStream,
): FaultSpec {
  return clockOffset({ machine, by: drawStep(wild.includes(machine), random), ...spell });
}

function drawJump(
  { from }: Spell,
  machine: string,
  wild: readonly string[],
  random: RandomStream,
): FaultSpec {
  return clockJump({ machine, by: drawStep(wild.includes(machine), random), from });
}

function drawStep(wild: boolean, random: RandomStream): Duration {
  const { tameClocks, wildClocks } = parameters;
  let size = wildClocks.jump as number;
  if (wild) for (let left = random.below(wildClocks.doublings + 1); left > 0; left -= 1) size *= 2;
  else size = wholeFrom(random, 1, tameClocks.jump);
  return eitherWay(random, size) as Duration;
}

function drawDrift(
  spell: Spell,
  machine: string,
  wild: readonly string[],
  random: RandomStream,
): FaultSpec {
  const { tameClocks, wildClocks } = parameters;
  const most = wild.includes(machine) ? wildClocks.partsPerMillion : tameClocks.partsPerMillion;
  const partsPerMillion = eitherWay(random, wholeFrom(random, 1, most));
  return clockDrift({ machine, partsPerMillion, ...spell });
}
