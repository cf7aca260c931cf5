import { assertNever } from "../kernel/assert.ts";
import type { LocalTime } from "../kernel/time.ts";
import { drawValue, withAttributes } from "./attributes.ts";
import type { Call } from "./call.ts";
import { chooseItem, type ItemChoice } from "./choose-item.ts";
import { type ItemKey, itemKeyOf, sortBytes } from "./item-key.ts";
import { happens, type KeyState } from "./keys.ts";
import { kindSampler, type Mix, type MixKind, shareOfCounters } from "./mix.ts";
import type { Consistency, SortKey } from "./operation.ts";
import { type IndexQueries, type Queries, queryAsked } from "./page-choice.ts";
import { nextTransaction } from "./transactions.ts";
import type { DrawnWorkload, Reads } from "./workload.ts";

/**
 * What a client asks next, at an instant of its own clock. A function of the workload, the client's
 * place in its keys (changed only where keys are taken in turn or made), and a source of uniform
 * whole numbers in [0, 2^32).
 */
export function nextCall(
  workload: DrawnWorkload,
  keys: KeyState,
  u32: () => number,
  at: LocalTime,
): Call {
  const { kindOf, shareOfCounters } = compiledOf(workload.mix);
  const kind = kindOf(u32);
  if (kind === "scan") return scanOf(workload, u32);
  if (kind === "transactWrite" || kind === "transactGet" || kind === "move") {
    return nextTransaction(workload, keys, kind, u32, at);
  }
  const counter =
    kind === "get" || kind === "delete" || kind === "query"
      ? happens(shareOfCounters, u32)
      : kind !== "put" && kind !== "putIfAbsent" && kind !== "conditionalPut";
  const inserts = kind === "put" || kind === "putIfAbsent";
  const item = chooseItem(workload, keys, { inserts, counter, kind }, u32, at);
  if (kind === "query") return queryOf(workload, item, u32, at);
  const call = callOf(workload, kind, item, u32);
  return workload.attributes === undefined
    ? call
    : withAttributes(call, workload.attributes, u32, at);
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

function callOf(
  workload: DrawnWorkload,
  kind: Exclude<MixKind, "query" | "scan" | "transactWrite" | "transactGet" | "move">,
  { item, idFrom }: ItemChoice,
  u32: () => number,
): Call {
  const keyBytes = (workload.keyBytes ?? item.key.length) + sortBytes(item.sort);
  const bytes = keyBytes + workload.valueBytes;
  switch (kind) {
    case "get": {
      const consistency = nextConsistency(workload.reads, u32);
      return { kind, ...item, consistency, bytes: keyBytes };
    }
    case "put":
      return { kind, ...item, condition: undefined, bytes, ...idFrom };
    case "putIfAbsent":
      return { kind: "put", ...item, condition: { kind: "absent" }, bytes, ...idFrom };
    case "conditionalPut":
      return { kind: "put", ...item, condition: "unchanged", bytes };
    case "increment":
      return { kind: "put", ...item, condition: undefined, adds: 1, bytes };
    case "conditionalIncrement":
      return { kind: "put", ...item, condition: "unchanged", adds: 1, bytes };
    case "update":
      return { kind, ...item, condition: undefined, add: 1, bytes };
    case "conditionalUpdate":
      return { kind: "update", ...item, condition: "unchanged", add: 1, bytes };
    case "delete":
      return { kind, ...item, condition: undefined, bytes: keyBytes };
    default:
      return assertNever(kind);
  }
}

function queryOf(
  workload: DrawnWorkload,
  { item }: ItemChoice,
  u32: () => number,
  at: LocalTime,
): Call {
  const { queries = { wants: { kind: "all" } }, reads, keyBytes } = workload;
  if (queries.index !== undefined) {
    return indexQueryOf({ ...queries, index: queries.index }, workload, item, u32, at);
  }
  const { sort, ...partition } = item;
  return {
    kind: "query",
    ...partition,
    ...queryAsked(queries, sort, at),
    consistency: nextConsistency(reads, u32),
    startAfter: undefined,
    bytes: (keyBytes ?? item.key.length) + sortBytes(sort),
  };
}

/** What a global index is asked for is a value that puts may have given to its attribute. */
function indexQueryOf(
  queries: Queries & { readonly index: IndexQueries },
  { attributes = [], keyBytes }: DrawnWorkload,
  { key: tableKey, table }: ItemKey,
  u32: () => number,
  at: LocalTime,
): Call {
  const { name, by, sortBy, reads = "eventual" } = queries.index;
  const drawnOf = (attribute: string | undefined): SortKey | undefined => {
    const choice = attributes.find((one) => one.name === attribute);
    return choice === undefined ? undefined : drawValue(choice, u32, at);
  };
  const key = by === undefined ? tableKey : String(drawnOf(by) ?? "");
  return {
    kind: "query",
    ...itemKeyOf({ key, table }),
    ...queryAsked(queries, drawnOf(sortBy), at),
    index: name,
    consistency: nextConsistency(reads, u32),
    startAfter: undefined,
    bytes: keyBytes ?? key.length,
  };
}

function scanOf({ scans = {}, reads, table }: DrawnWorkload, u32: () => number): Call {
  const { limit, follow = true } = scans;
  return {
    kind: "scan",
    key: "",
    ...(table === undefined ? {} : { table }),
    consistency: nextConsistency(reads, u32),
    limit,
    follow,
    startAfter: undefined,
    bytes: 0,
  };
}

export function nextConsistency(reads: Reads, u32: () => number): Consistency {
  if (typeof reads === "string") return reads;
  return happens(reads.strong, u32) ? "strong" : "eventual";
}
