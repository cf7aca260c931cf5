/**
 * The trace of a run: one fixed-width record for everything that happened, 19 bytes each, in typed
 * arrays. Texts and pictures are made of it on demand, never while the run goes on.
 */

/** What a record tells, with its code. Those before `dropped` are events and count as such. */
export const traced = {
  message: 0,
  copy: 1,
  timer: 2,
  persisted: 3,
  fetched: 4,
  start: 5,
  "fault begins": 6,
  "fault ends": 7,
  dropped: 8,
  mark: 9,
  crash: 10,
  restart: 11,
  pause: 12,
  resume: 13,
  wipe: 14,
  unhost: 15,
} as const;

export type TraceKind = keyof typeof traced;

/** By code. */
export const traceKinds = Object.keys(traced) as readonly TraceKind[];

/** In place of a role or a label: there is none. */
export const noIndex = 65_535;
/** In place of a cause: the beginning of the run. */
export const noCause = 0xffff_ffff;

/** One record, spelled out. */
export interface TraceRecord {
  /** Number of the event, from 0; undefined for what is not an event of its own. */
  readonly event: number | undefined;
  /** µs */
  readonly time: number;
  readonly kind: TraceKind;
  /** To whom it happened; undefined for faults and machines. */
  readonly role: string | undefined;
  /** Messages: from whom. */
  readonly peer: string | undefined;
  /** Kind of message or record, or name of the timer, mark, fault or machine. */
  readonly label: string;
  /** Number of the event in whose handling it was caused. */
  readonly cause: number | undefined;
}

const chunkLength = 65_536;

interface Chunk {
  readonly firstEvent: number;
  readonly time: Float64Array;
  readonly kind: Uint8Array;
  readonly role: Uint16Array;
  readonly peer: Uint16Array;
  readonly label: Uint16Array;
  readonly cause: Uint32Array;
}

export class Trace {
  length = 0;
  /** Addresses by index. Grows while the run goes on. */
  readonly roles: readonly string[];
  readonly labels: readonly string[];
  private readonly chunks: Chunk[] = [];
  private events = 0;

  constructor(roles: readonly string[], labels: readonly string[]) {
    this.roles = roles;
    this.labels = labels;
  }

  append(
    time: number,
    kind: number,
    role: number,
    peer: number,
    label: number,
    cause: number,
  ): void {
    const at = this.length++ & (chunkLength - 1);
    if (at === 0) this.chunks.push(newChunk(this.events));
    const chunk = this.chunks[this.chunks.length - 1]!;
    chunk.time[at] = time;
    chunk.kind[at] = kind;
    chunk.role[at] = role;
    chunk.peer[at] = peer;
    chunk.label[at] = label;
    chunk.cause[at] = cause;
    if (kind < traced.dropped) this.events++;
  }

  /** Records from `start` on, in order. */
  *records(start = 0): Generator<TraceRecord> {
    let event = this.chunks[Math.floor(start / chunkLength)]?.firstEvent ?? 0;
    for (let index = start - (start % chunkLength); index < this.length; index++) {
      const [, kind] = this.row(index);
      if (index >= start) yield this.spell(index, event);
      if (kind < traced.dropped) event++;
    }
  }

  /** The bare numbers of a record: time, kind, role, peer, label, cause. */
  row(index: number): [number, number, number, number, number, number] {
    const chunk = this.chunks[Math.floor(index / chunkLength)]!;
    const at = index % chunkLength;
    return [
      chunk.time[at]!,
      chunk.kind[at]!,
      chunk.role[at]!,
      chunk.peer[at]!,
      chunk.label[at]!,
      chunk.cause[at]!,
    ];
  }

  private spell(index: number, event: number): TraceRecord {
    const [time, kind, role, peer, label, cause] = this.row(index);
    return {
      event: kind < traced.dropped ? event : undefined,
      time,
      kind: traceKinds[kind]!,
      role: this.roles[role],
      peer: this.roles[peer],
      label: this.labels[label] ?? "",
      cause: cause === noCause ? undefined : cause,
    };
  }
}

const newChunk = (firstEvent: number): Chunk => ({
  firstEvent,
  time: new Float64Array(chunkLength),
  kind: new Uint8Array(chunkLength),
  role: new Uint16Array(chunkLength),
  peer: new Uint16Array(chunkLength),
  label: new Uint16Array(chunkLength),
  cause: new Uint32Array(chunkLength),
});
