/** The items of a storage server: one copy each. The incident was not about replication. */

import type { Request, Response, Write } from "../../client/operation.ts";
import { assertNever } from "../../kernel/assert.ts";
import type { LocalTime } from "../../kernel/time.ts";
import { readUnits, writeUnits } from "../../parts/capacity-units.ts";
import { satisfies } from "../../parts/condition.ts";
import { buggy, type Item, type ServerState } from "./state.ts";

/** A server out of service refuses: nothing happened, and another attempt may be answered. */
export function answerRequest(state: ServerState, request: Request, at: LocalTime): Response {
  const { request: id } = request;
  const mayServe = state.serving && (at < state.leaseEnd || buggy(state, "serve-without-lease"));
  if (!mayServe) return { kind: "rejected", request: id, reason: "no-leader" };
  switch (request.kind) {
    case "get": {
      const item = state.items.get(request.key);
      const units = readUnits(item?.bytes ?? 0, request.consistency);
      return done(id, item, units);
    }
    case "put":
    case "update":
    case "delete":
      return write(state, request);
    default:
      return { kind: "rejected", request: id, reason: "unsupported" };
  }
}

function write(state: ServerState, request: Write): Response {
  const { request: id, key, condition } = request;
  const before = state.items.get(key);
  if (condition !== undefined && !satisfies(condition, before?.value)) {
    return { kind: "rejected", request: id, reason: "condition-failed" };
  }
  const version = state.writes + 1;
  const item = itemAfter(request, before, version);
  if (item === "not-a-number") return { kind: "rejected", request: id, reason: "unsupported" };
  state.writes = version;
  if (item === undefined) state.items.delete(key);
  else state.items.set(key, item);
  const units = writeUnits(before?.bytes ?? 0, item?.bytes ?? 0);
  return { ...done(id, item, units), version };
}

function itemAfter(
  request: Write,
  before: Item | undefined,
  version: number,
): Item | "not-a-number" | undefined {
  switch (request.kind) {
    case "put":
      return { value: request.value, bytes: request.bytes, version };
    case "update": {
      const value = before?.value ?? 0;
      if (typeof value !== "number") return "not-a-number";
      return { value: value + request.add, bytes: request.bytes, version };
    }
    case "delete":
      return undefined;
    default:
      return assertNever(request);
  }
}

const done = (
  request: Request["request"],
  item: Item | undefined,
  units: number,
): Response & { readonly kind: "done" } => ({
  kind: "done",
  request,
  value: item?.value,
  version: item?.version ?? 0,
  units,
});
