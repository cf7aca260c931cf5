/** Faults in words, and the families that share a colour. */

import type { FaultBand } from "../properties/result.ts";

type FaultFamily = "kill" | "pause" | "cut" | "packet" | "disk" | "clock" | "other";

interface Words {
  readonly family: FaultFamily;
  /** What it does, to be followed by what it concerns. */
  readonly does: string;
}

const words = new Map<string, Words>([
  ["crash", { family: "kill", does: "Crashed, losing what was not flushed" }],
  ["restart", { family: "kill", does: "Crashed and started again from disk" }],
  ["wipe", { family: "kill", does: "Disk emptied" }],
  ["zone-outage", { family: "kill", does: "Every machine of the zone down" }],
  ["pause", { family: "pause", does: "Stood still, its clock running on" }],
  ["cut", { family: "cut", does: "No message across the bars, either way" }],
  ["one-way-cut", { family: "cut", does: "No message in this one direction" }],
  ["bridge", { family: "cut", does: "Cut in two, with one side seen by both" }],
  ["packet-loss", { family: "packet", does: "Messages lost at random" }],
  ["duplication", { family: "packet", does: "Messages delivered twice at random" }],
  ["reordering", { family: "packet", does: "Messages overtaking one another" }],
  ["clog", { family: "packet", does: "Messages held back, then released together" }],
  ["slow-link", { family: "packet", does: "Messages delayed" }],
  ["slow-disk", { family: "disk", does: "Disk slowed down" }],
  [
    "lost-unsynced-writes",
    { family: "disk", does: "Disk reporting writes as flushed that were not" },
  ],
  ["torn-write", { family: "disk", does: "Last record torn by a crash" }],
  ["clock-drift", { family: "clock", does: "Clock running fast or slow" }],
  ["clock-offset", { family: "clock", does: "Clock ahead or behind" }],
  ["clock-jump", { family: "clock", does: "Clock set forward or back" }],
]);

export const familyOf = (fault: FaultBand): FaultFamily => words.get(fault.name)?.family ?? "other";

/** "Every machine of the zone down: a". */
export function faultSentence(fault: FaultBand): string {
  const does = words.get(fault.name)?.does ?? fault.name;
  return fault.about === "" ? does : `${does}: ${fault.about}`;
}
