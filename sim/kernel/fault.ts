/**
 * The contract of faults. A fault has a beginning and an end; while it lasts it may answer for
 * messages, or act on machines, disks and clocks. Faults name zones, machines and links, never
 * "the leader", so that every system meets the same hardship.
 */

import type { RandomStream } from "./random.ts";
import type { Duration, SimTime } from "./time.ts";

/**
 * What becomes of a message. Every fault in force adds its part: one `drop` is enough, delays add
 * up, copies add up.
 */
export interface Fate {
  drop: boolean;
  delay: Duration;
  /** Extra deliveries. */
  copies: number;
  /** The message may overtake, and be overtaken by, others on its link. */
  unordered: boolean;
}

/** What a fault may do to the world. Names that do not exist are refused before the run starts. */
export interface Hardship {
  readonly now: SimTime;
  /** All machines of a zone, in the order of the topology. */
  machinesIn(zone: string): readonly string[];
  zoneOf(machine: string): string;
  crash(machine: string): void;
  /** Starts a crashed machine again, from its disk. */
  restart(machine: string): void;
  pause(machine: string): void;
  resume(machine: string): void;
  /** Empties the disks of a machine's roles. */
  wipe(machine: string): void;
  /** What a crash does to records not yet flushed; `drawn` keeps a prefix drawn by the kernel. */
  unsynced(machine: string, keep: "drawn" | "nothing" | "torn"): void;
  /** While on, the disk says "flushed" and a crash proves it a lie. */
  lieAboutFlush(machine: string, on: boolean): void;
  /** Multiplies the disk's times; 1 is ordinary. */
  slowDisk(machine: string, factor: number): void;
  /** Adds to the reading of the machine's clock. */
  jumpClock(machine: string, by: Duration): void;
  /** The machine's clock gains this many µs per second; 0 is ordinary. */
  driftClock(machine: string, partsPerMillion: number): void;
}

export interface Fault {
  /** The file's name: "zone-outage". */
  readonly name: string;
  /** What it concerns, for the report's lane: "a", "storage-a", "a | b, c". */
  readonly about: string;
  readonly from: SimTime;
  readonly until: SimTime;
  /** Machine and zone names it mentions, so that a typing error is refused. */
  readonly machines: readonly string[];
  readonly zones: readonly string[];
  begin?(world: Hardship): void;
  end?(world: Hardship): void;
  /** Asked for every message sent while it lasts. */
  judge?(from: Endpoint, to: Endpoint, fate: Fate, random: RandomStream, now: SimTime): void;
}

/** One end of a link, as faults see it. */
export interface Endpoint {
  readonly machine: string;
  readonly zone: string;
}
