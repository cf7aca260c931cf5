import { assertNever } from "../kernel/assert.ts";
import type { Call } from "./call.ts";
import { chooseKey, type KeyState, keyName } from "./keys.ts";
import { kindSampler, type Mix, type MixKind, shareOfCounters } from "./mix.ts";
import type { Consistency } from "./operation.ts";
import type { DrawnWorkload, Reads } from "./workload.ts";

/**
 * What a client asks next. A function of the workload, the client's place in its keys (changed only
 * where keys are taken in turn), and a source of uniform whole numbers in [0, 2^32).
 */
export function nextCall(workload: DrawnWorkload, keys: KeyState, u32: () => number): Call {
  const { kindOf, shareOfCounters } = compiledOf(workload.mix);
  const kind = kindOf(u32);
  const counter =
    kind === "get" || kind === "delete"
      ? happens(shareOfCounters, u32)
      : kind === "update" || kind === "conditionalUpdate";
  const inserts = kind === "put" || kind === "putIfAbsent";
  const number = chooseKey(workload.keys, keys, inserts, u32);
  return callOf(workload, kind, counter ? `counter-${number}` : keyName(number), u32);
}

interface CompiledMix {
  readonly kindOf: (u32: () => number) => MixKind;
  readonly shareOfCounters: number;
}

/** Beside the workload, never in a client's state. */
const compiled = new WeakMap<Mix, CompiledMix>();

function compiledOf(mix: Mix): CompiledMix {
  const known = compiled.get(mix);
  if (known !== undefined) return known;
  const made = { kindOf: kindSampler(mix), shareOfCounters: shareOfCounters(mix) };
  compiled.set(mix, made);
  return made;
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

/** What is certain takes no draw. */
const happens = (share: number, u32: () => number): boolean =>
  share >= 1 || (share > 0 && u32() < share * 0x1_0000_0000);
