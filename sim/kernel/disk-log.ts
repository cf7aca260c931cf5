import { Fifo } from "./fifo.ts";
import type { RandomStream } from "./random.ts";
import type { Survived } from "./role.ts";

/** What a crash does to records not yet flushed; `drawn` keeps a prefix drawn by the kernel. */
export type Keep = "drawn" | "nothing" | "torn";

/** A record on its way to the disk. A checkpoint takes the place of all records before it. */
interface Write {
  readonly record: unknown;
  readonly checkpoint: boolean;
}

/**
 * What the disk holds of one role: an append-only log, truncated by checkpoints. Records pass
 * through three states: being written; flushed by a disk that lies, so lost in a crash; durable.
 */
export class DiskLog {
  /** What certainly survives a crash, oldest first. */
  durable: unknown[];
  /** No record of this role completes before the ones asked earlier. */
  lastDone = 0;
  private torn: unknown;
  private readonly writing = new Fifo<Write>();
  private lied: Write[] = [];

  constructor(records: readonly unknown[]) {
    this.durable = records.slice();
  }

  append(record: unknown, checkpoint: boolean): void {
    this.writing.push({ record, checkpoint });
  }

  /** Completes the oldest write and returns its record. */
  flush(lying: boolean): unknown {
    const write = this.writing.shift();
    if (lying) {
      this.lied.push(write);
      return write.record;
    }
    // An honest flush is of the whole cache: what was lied about before is safe now.
    for (const earlier of this.lied) this.settle(earlier);
    if (this.lied.length > 0) this.lied = [];
    this.settle(write);
    return write.record;
  }

  /** Loses what the power cut loses: all that was lied about, and some of what was being written. */
  crash(keep: Keep, random: RandomStream): void {
    const cut = this.writing.toArray();
    this.writing.clear();
    this.lastDone = 0;
    if (this.lied.length > 0) {
      // What came later in the log than a hole is of no use.
      this.lied = [];
      return;
    }
    if (keep === "nothing" || cut.length === 0) return;
    const kept = keep === "torn" ? random.below(cut.length) : random.below(cut.length + 1);
    for (const write of cut.slice(0, kept)) this.settle(write);
    if (keep === "torn") this.torn = cut[kept]?.record;
  }

  wipe(): void {
    this.durable = [];
    this.lied = [];
    this.torn = undefined;
  }

  /** What is left of the log; that it is read at a restart, only the role's cell knows. */
  survived(): Omit<Survived<unknown>, "restarted"> {
    return { records: this.durable.slice(), torn: this.torn };
  }

  private settle({ record, checkpoint }: Write): void {
    this.torn = undefined;
    if (checkpoint) this.durable = [record];
    else this.durable.push(record);
  }
}
