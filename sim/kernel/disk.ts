import type { Keep } from "./disk-log.ts";
import { type Sampler, sampler } from "./distribution.ts";
import type { RandomStream, Streams } from "./random.ts";
import type { Duration, SimTime } from "./time.ts";
import type { MachineSpec } from "./topology.ts";

const instantly: Sampler = () => 0 as Duration;

/** The disk of one machine: how long its writes and reads take, and how it fails. */
export class Disk {
  /** Multiplies its times; 1 is ordinary. */
  slowness = 1;
  /** It says "flushed" and a crash proves it a lie. */
  lying = false;
  keep: Keep = "drawn";
  /** Draws what a crash keeps. */
  readonly fate: RandomStream;

  private readonly flushTime: Sampler;
  private readonly readTime: Sampler;
  private readonly flushes: RandomStream;
  private readonly reads: RandomStream;
  private readonly bandwidth: number;
  /** The last byte asked for so far is transferred. */
  private freeAt = 0;

  constructor(spec: MachineSpec, streams: Streams) {
    this.flushTime = spec.flush === undefined ? instantly : sampler(spec.flush);
    this.readTime = spec.read === undefined ? instantly : sampler(spec.read);
    this.flushes = streams(`disk/${spec.name}`);
    this.reads = streams(`disk/${spec.name}/read`);
    this.fate = streams(`disk/${spec.name}/crash`);
    this.bandwidth = spec.diskBandwidth ?? 0;
  }

  /** When an append of so many bytes, asked for now, is flushed. Transfers queue; flushes overlap. */
  flushed(now: SimTime, bytes: number): number {
    const flush = this.stretched(this.flushTime(this.flushes));
    if (this.bandwidth === 0 || bytes === 0) return now + flush;
    const transfer = this.stretched(Math.ceil((bytes / this.bandwidth) * 1_000_000));
    this.freeAt = Math.max(now, this.freeAt) + transfer;
    return this.freeAt + flush;
  }

  /** When a page asked for now has been read. */
  read(now: SimTime): number {
    return now + this.stretched(this.readTime(this.reads));
  }

  private stretched(time: number): number {
    return this.slowness === 1 ? time : Math.round(time * this.slowness);
  }
}
