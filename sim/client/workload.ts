/** What clients ask for and when: arrivals x mix of requests x keys, as plain data. */

import { constant, type Distribution } from "../kernel/distribution.ts";
import { us } from "../kernel/time.ts";
import type { KeyChoice } from "./keys.ts";
import { type Mix, mixOf } from "./mix.ts";
import type { Consistency } from "./operation.ts";
import type { RecordedLog } from "./recorded-log.ts";

/** Which reads are strong: all, none, or a share of them. */
export type Reads = Consistency | { readonly strong: number };

/** Requests come whether or not the last was answered: Poisson, all clients together. */
export interface OpenArrivals {
  readonly kind: "open";
  readonly perSecond: number;
}

/** Each of a client's workers asks again some time after its answer. */
export interface ClosedArrivals {
  readonly kind: "closed";
  /** From an answer to the worker's next request. */
  readonly think: Distribution;
  /** Workers of one client: it has as many requests under way, at most. */
  readonly perClient: number;
}

/** Requests come as a log has them. */
export interface RecordedArrivals {
  readonly kind: "recorded";
  readonly log: RecordedLog;
  /** 1: at the recorded times; 2: twice as fast. */
  readonly scale: number;
}

export interface DrawnWorkload {
  readonly arrivals: OpenArrivals | ClosedArrivals;
  readonly mix: Mix;
  readonly reads: Reads;
  readonly keys: KeyChoice;
  readonly valueBytes: number;
  /** Size of a key on the wire and on disk. Absent: the length of its name. */
  readonly keyBytes?: number;
  /** Whether clients try again after time-outs and refusals. */
  readonly retries: boolean;
}

export interface RecordedWorkload {
  readonly arrivals: RecordedArrivals;
  /** Logs do not say. */
  readonly reads: Reads;
  readonly retries: boolean;
}

export type Workload = DrawnWorkload | RecordedWorkload;

export const isRecorded = (workload: Workload): workload is RecordedWorkload =>
  workload.arrivals.kind === "recorded";

interface Asked {
  /** Share of puts; the rest are gets. Or else a mix of more kinds. */
  readonly writes?: number;
  readonly mix?: Partial<Mix>;
  /** Default "strong". */
  readonly reads?: Reads;
  readonly keys: KeyChoice;
  /** Default 900, the items of USENIX ATC '22, section 7. */
  readonly valueBytes?: number;
  readonly keyBytes?: number;
  /** Default true. */
  readonly retries?: boolean;
}

export const poisson = ({ perSecond }: { readonly perSecond: number }): OpenArrivals => ({
  kind: "open",
  perSecond: above0(perSecond, "requests per second"),
});

export const openLoop = (load: Asked & { readonly arrivals: OpenArrivals }): DrawnWorkload => ({
  arrivals: load.arrivals,
  ...asked(load),
});

/** `think` is by default no time at all, `perClient` one worker. */
export function closedLoop(
  load: Asked & { readonly think?: Distribution; readonly perClient?: number },
): DrawnWorkload {
  const { think = constant(us(0)), perClient = 1 } = load;
  if (!Number.isInteger(perClient) || perClient < 1) {
    throw new RangeError(`expected at least 1 worker per client, got ${perClient}`);
  }
  return { arrivals: { kind: "closed", think, perClient }, ...asked(load) };
}

export const recorded = (load: {
  readonly log: RecordedLog;
  readonly scale?: number;
  readonly reads?: Reads;
  readonly retries?: boolean;
}): RecordedWorkload => ({
  arrivals: { kind: "recorded", log: load.log, scale: above0(load.scale ?? 1, "a scale") },
  reads: checkedReads(load.reads ?? "strong"),
  retries: load.retries ?? true,
});

function asked(load: Asked): Omit<DrawnWorkload, "arrivals"> {
  const { keys, reads = "strong", valueBytes = 900, keyBytes, retries = true } = load;
  return {
    mix: checkedMix(load),
    reads: checkedReads(reads),
    keys,
    valueBytes: wholeBytes(valueBytes),
    ...(keyBytes === undefined ? {} : { keyBytes: wholeBytes(keyBytes) }),
    retries,
  };
}

function checkedMix({ writes, mix }: Asked): Mix {
  if ((writes === undefined) === (mix === undefined)) {
    throw new RangeError("expected either the share of writes or a mix of requests, not both");
  }
  if (writes === undefined) return mixOf(mix ?? {});
  if (!(writes >= 0 && writes <= 1)) {
    throw new RangeError(`expected a share of writes from 0 to 1, got ${writes}`);
  }
  return mixOf({ get: 1 - writes, put: writes });
}

function checkedReads(reads: Reads): Reads {
  if (typeof reads === "string" || (reads.strong >= 0 && reads.strong <= 1)) return reads;
  throw new RangeError(`expected a share of strong reads from 0 to 1, got ${reads.strong}`);
}

function wholeBytes(bytes: number): number {
  if (Number.isInteger(bytes) && bytes >= 0) return bytes;
  throw new RangeError(`expected a size in whole bytes, got ${bytes}`);
}

function above0(value: number, what: string): number {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new RangeError(`expected ${what} above 0, got ${value}`);
}
