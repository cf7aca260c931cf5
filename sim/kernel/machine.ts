import type { Cell } from "./cell.ts";
import { Disk } from "./disk.ts";
import type { Endpoint } from "./fault.ts";
import { LocalClock } from "./local-clock.ts";
import { Processor } from "./processor.ts";
import type { Streams } from "./random.ts";
import type { SimTime } from "./time.ts";
import type { MachineSpec } from "./topology.ts";

/** A due event that waits for a paused machine. */
export interface Held {
  readonly slot: number;
  readonly since: SimTime;
}

/**
 * A machine: its roles share one disk, one processor, one clock, one fate. Faults may overlap, so
 * it counts the reasons why it is down or paused; `hardships.ts` says what follows from them.
 */
export class Machine {
  readonly name: string;
  readonly zone: string;
  readonly endpoint: Endpoint;
  /** Its roles, in the order in which they start; without those that nothing was ever sent to. */
  readonly cells: Cell[] = [];
  readonly clock = new LocalClock();
  readonly processor: Processor;
  readonly disk: Disk;
  /** Its roles have been started, and have not crashed since. A paused machine is running. */
  running = false;
  downs = 0;
  pauses = 0;
  crashes = 0;
  /** Its disks were emptied, those of roles too that have not come to be. */
  wiped = false;
  pausedSince = 0 as SimTime;
  /** How long it has been paused in all, µs. */
  stalled = 0;
  held: Held[] = [];

  constructor(spec: MachineSpec, streams: Streams) {
    this.name = spec.name;
    this.zone = spec.zone;
    this.endpoint = { machine: spec.name, zone: spec.zone };
    this.processor = new Processor(spec.cores ?? 1);
    this.disk = new Disk(spec, streams);
  }
}
