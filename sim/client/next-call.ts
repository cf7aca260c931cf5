/**
 * The draws of a workload, as functions of the workload, a client's place in its keys, and a source
 * of uniform whole numbers in [0, 2^32). What is compiled from a workload is kept beside it, never in
 * the client's state.
 */

import { assertNever } from "../kernel/assert.ts";
import { exponential, type Sampler, sampler } from "../kernel/distribution.ts";
import type { Duration } from "../kernel/time.ts";
import type { Call } from "./call.ts";
import { chooseKey, type KeyState, keyName } from "./keys.ts";
import { kindSampler, type MixKind, shareOfCounters } from "./mix.ts";
import type { Consistency } from "./operation.ts";
import type { DrawnWorkload, Reads } from "./workload.ts";

interface Compiled {
  readonly kind: (u32: () => number) => MixKind;
  readonly shareOfCounters: number;
  /** By number of clients. */
  readonly gaps: Map<number, Sampler>;
}

const compiled = new WeakMap<DrawnWorkload, Compiled>();

function compiledOf(workload: DrawnWorkload): Compiled {
  const known = compiled.get(workload);
  if (known !== undefined) return known;
  const { mix } = workload;
  const made = { kind: kindSampler(mix), shareOfCounters: shareOfCounters(mix), gaps: new Map() };
  compiled.set(workload, made);
  return made;
}

/**
 * How long one client of `clients` waits. Open loop: from one arrival to its next, exponential, so
 * that the clients together make a Poisson process of the given rate. Closed loop: from an answer to
 * the same worker's next request.
 */
export function nextGap(workload: DrawnWorkload, clients: number, u32: () => number): Duration {
  const { arrivals } = workload;
  if (arrivals.kind === "closed") return sampler(arrivals.think)({ u32 });
  const { gaps } = compiledOf(workload);
  let gap = gaps.get(clients);
  if (gap === undefined) {
    // Not rounded to whole µs, or a thousand clients would be off by a thousand roundings.
    const mean = ((clients * 1_000_000) / arrivals.perSecond) as Duration;
    gap = sampler(exponential({ mean }));
    gaps.set(clients, gap);
  }
  return gap({ u32 });
}

/** What the client asks next. Changes `state` only where keys are taken in turn. */
export function nextCall(workload: DrawnWorkload, state: KeyState, u32: () => number): Call {
  const { kind, shareOfCounters } = compiledOf(workload);
  const drawn = kind(u32);
  const counter =
    drawn === "get" || drawn === "delete"
      ? happens(shareOfCounters, u32)
      : drawn === "update" || drawn === "conditionalUpdate";
  const inserts = drawn === "put" || drawn === "putIfAbsent";
  const number = chooseKey(workload.keys, state, inserts, u32);
  const key = counter ? `counter-${number}` : keyName(number);
  return callOf(workload, drawn, key, u32);
}

function callOf(workload: DrawnWorkload, kind: MixKind, key: string, u32: () => number): Call {
  const keyBytes = workload.keyBytes ?? key.length;
  const bytes = keyBytes + workload.valueBytes;
  switch (kind) {
    case "get":
      return { kind, key, consistency: nextConsistency(workload.reads, u32), bytes: keyBytes };
    case "put":
      return { kind, key, condition: undefined, bytes };
    case "putIfAbsent":
      return { kind: "put", key, condition: { kind: "absent" }, bytes };
    case "conditionalPut":
      return { kind: "put", key, condition: "unchanged", bytes };
    case "update":
      return { kind, key, condition: undefined, add: 1, bytes };
    case "conditionalUpdate":
      return { kind: "update", key, condition: "unchanged", add: 1, bytes };
    case "delete":
      return { kind, key, condition: undefined, bytes: keyBytes };
    default:
      return assertNever(kind);
  }
}

export function nextConsistency(reads: Reads, u32: () => number): Consistency {
  if (typeof reads === "string") return reads;
  return happens(reads.strong, u32) ? "strong" : "eventual";
}

/** What is certain draws nothing. */
function happens(share: number, u32: () => number): boolean {
  return share >= 1 || (share > 0 && u32() < share * 0x1_0000_0000);
}
