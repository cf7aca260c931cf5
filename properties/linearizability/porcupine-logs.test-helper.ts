/** Reads the logs that come with the checker Porcupine: one event a line, times are line numbers. */

import { anyFootprint, illegal, type Model } from "./model.ts";
import type { CasRegisterCall } from "./models/cas-register.ts";
import { type Part, partOf, type Timed } from "./part.ts";

type Open<Call> = { -readonly [Field in keyof Timed<Call>]: Timed<Call>[Field] };

const never = Number.POSITIVE_INFINITY;

/**
 * A Jepsen log of etcd: one register that starts as nil. Reads and writes that failed, or timed
 * out as reads, say nothing and are left out; a refused comparison says that the values differed.
 */
export function readEtcdLog(text: string): Part<CasRegisterCall> {
  const open = new Map<string, Open<CasRegisterCall>>();
  const timed = new Set<Open<CasRegisterCall>>();
  for (const [time, line] of text.split("\n").entries()) {
    const event = /util - (\d+)\s+:(\w+)\s+:(\w+)\s+(.*)$/.exec(line);
    if (event === null) continue;
    const [process, type, asked, value] = event.slice(1) as [string, string, string, string];
    if (type === "invoke") {
      const call = { call: etcdCall(asked, value), invoked: time, returned: never };
      open.set(process, call);
      timed.add(call);
      continue;
    }
    const call = open.get(process)!;
    const answer = type === "info" ? call.call : answered(call.call, type, value);
    if (answer === undefined) timed.delete(call);
    else call.call = answer;
    if (type !== "info") call.returned = time;
  }
  return partOf("register", [...timed]);
}

function etcdCall(asked: string, value: string): CasRegisterCall {
  if (asked === "read") return { kind: "read", value: undefined };
  if (asked === "write") return { kind: "write", value: Number(value) };
  const [from, to] = value.slice(1, -1).trim().split(/\s+/).map(Number);
  return { kind: "compare-and-set", from, to, answer: undefined };
}

/** The call with its answer; undefined when that is of no use. */
function answered(call: CasRegisterCall, type: string, value: string): CasRegisterCall | undefined {
  if (call.kind === "compare-and-set") {
    return { ...call, answer: type === "ok" ? "done" : "refused" };
  }
  if (type === "fail") return undefined;
  if (call.kind === "write") return call;
  return { ...call, value: value === "nil" ? undefined : Number(value) };
}

/** `value`: what is put or appended, or what a get returned. */
export interface TextCall {
  readonly kind: "get" | "put" | "append";
  readonly value: string;
}

/** A key-value log, key by key; all its calls were answered. */
export function readTextLog(text: string): Part<TextCall>[] {
  const shape = /:process (\d+), :type :(\w+), :f :(\w+), :key "(.*?)", :value (?:"(.*)"|nil)/;
  const open = new Map<string, Open<TextCall>>();
  const byKey = new Map<string, Open<TextCall>[]>();
  for (const [time, line] of text.split("\n").entries()) {
    const event = shape.exec(line);
    if (event === null) continue;
    const [process, type, kind, key, value = ""] = event.slice(1) as [
      ...[string, string, TextCall["kind"], string],
      string | undefined,
    ];
    if (type === "invoke") {
      const call = { call: { kind, value }, invoked: time, returned: never };
      open.set(process, call);
      byKey.set(key, [...(byKey.get(key) ?? []), call]);
    } else {
      const call = open.get(process)!;
      call.returned = time;
      if (kind === "get") call.call = { kind, value };
    }
  }
  return [...byKey].map(([key, timed]) => partOf(key, timed));
}

/** One text that is read, replaced and added to at its end. */
export const text: Model<string, TextCall> = {
  name: "text",
  initial: "",
  step(state, { kind, value }) {
    if (kind === "get") return value === state ? state : illegal;
    return kind === "put" ? value : state + value;
  },
  keyOf: (state) => state,
  rank: (state) => state.length,
  footprint({ kind, value }) {
    if (kind === "append") return { ...anyFootprint, lowers: false };
    const isReadOnly = kind === "get";
    return {
      isReadOnly,
      watches: isReadOnly ? [value] : [],
      needs: isReadOnly,
      leaves: [value],
      lowers: !isReadOnly,
    };
  },
  signature: ({ kind, value }) => JSON.stringify([kind, value]),
};
