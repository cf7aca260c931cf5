/** The table behind the load balancers: one copy, and sound. The incident was about finding it. */

import type { Request, Response, Write } from "../../client/operation.ts";
import type { Role } from "../../kernel/role.ts";
import { readUnits, writeUnits } from "../../parts/capacity-units.ts";
import { satisfies, type Value } from "../../parts/condition.ts";
import { describe } from "./describe.ts";
import type { DnsMessage } from "./messages.ts";

interface Item {
  readonly value: Value;
  readonly bytes: number;
  readonly version: number;
}

export interface TableState {
  readonly items: Map<string, Item>;
  /** Writes carried out: positions of items come from it. */
  writes: number;
}

export const table: Role<TableState, DnsMessage, never, object> = {
  name: "table",
  describe,
  start: () => ({ items: new Map(), writes: 0 }),
  handle(state, event, effects) {
    if (event.kind !== "message" || event.message.kind !== "forward") return;
    const { client, pool, request } = event.message;
    effects.send(event.from, { kind: "reply", client, pool, response: respond(state, request) });
  },
};

export function respond(state: TableState, request: Request): Response {
  const { request: id, key, kind } = request;
  if (kind === "get") {
    const item = state.items.get(key);
    return done(id, item, readUnits(item?.bytes ?? 0, request.consistency));
  }
  if (kind !== "put" && kind !== "update" && kind !== "delete") return unsupported(id);
  return write(state, request);
}

function write(state: TableState, request: Write): Response {
  const { request: id, key, condition } = request;
  const before = state.items.get(key);
  if (condition !== undefined && !satisfies(condition, before?.value)) {
    return { kind: "rejected", request: id, reason: "condition-failed" };
  }
  const version = state.writes + 1;
  const value = valueAfter(request, before?.value);
  if (value === "not-a-number") return unsupported(id);
  state.writes = version;
  const item = "bytes" in request ? { value: value!, bytes: request.bytes, version } : undefined;
  if (item === undefined) state.items.delete(key);
  else state.items.set(key, item);
  return { ...done(id, item, writeUnits(before?.bytes ?? 0, item?.bytes ?? 0)), version };
}

function valueAfter(request: Write, before: Value | undefined): Value | undefined {
  if (request.kind === "put") return request.value;
  if (request.kind === "delete") return undefined;
  const value = before ?? 0;
  return typeof value === "number" ? value + request.add : "not-a-number";
}

const unsupported = (request: Request["request"]): Response => ({
  kind: "rejected",
  request,
  reason: "unsupported",
});

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
