/**
 * One machine that answers every request of the narrow waist from tables in memory, rightly: what
 * clients, histories and judges of queries are tried on.
 */

import { compareSorts, isWanted } from "../../properties/histories/sort-order.ts";
import { describeOperation } from "../../sim/client/describe.ts";
import { itemName } from "../../sim/client/item-key.ts";
import type {
  PageItem,
  PageRequest,
  Request,
  Response,
  Write,
} from "../../sim/client/operation.ts";
import type { Address, Role } from "../../sim/kernel/role.ts";
import type { System } from "../../sim/kernel/system.ts";
import { place } from "../../sim/kernel/topology.ts";
import { readUnits, writeUnits } from "../../sim/parts/capacity-units.ts";
import { satisfies, type Value } from "../../sim/parts/condition.ts";

interface Row extends PageItem {
  readonly table: string;
}

interface State {
  rows: Map<string, Row>;
  version: number;
  /** Requests of the current second. */
  second: number;
  asked: number;
  readonly setup: Setup;
}

interface Setup {
  /** Items on a page, at most. */
  readonly pageItems: number;
  /** Requests a second; what is over is throttled. */
  readonly perSecond: number;
}

const server: Role<State, Request | Response, never, Setup> = {
  name: "table-server",
  describe: describeOperation,
  start: (_self, setup) => ({ rows: new Map(), version: 0, second: 0, asked: 0, setup }),
  handle(state, event, effects) {
    if (event.kind !== "message" || !("key" in event.message)) return;
    const second = Math.floor(event.at / 1_000_000);
    state.asked = second === state.second ? state.asked + 1 : 1;
    state.second = second;
    effects.send(event.from, answer(state, event.message));
  },
};

function answer(state: State, request: Request): Response {
  const { request: id } = request;
  if (state.asked > state.setup.perSecond) {
    const throttle = {
      exception: "ThrottlingException",
      reason: "TableWriteKeyRangeThroughputExceeded",
      resource: request.table ?? "table",
    } as const;
    return { kind: "rejected", request: id, reason: "throttled", throttle };
  }
  if (request.kind === "query" || request.kind === "scan") return pageOf(state, request);
  if (request.kind === "transact-get" || request.kind === "transact-write") {
    return { kind: "rejected", request: id, reason: "unsupported" };
  }
  const row = state.rows.get(itemName(request));
  const { version } = state;
  if (request.kind !== "get") return write(state, request, row);
  const units = readUnits(row?.bytes ?? 0, request.consistency);
  return { kind: "done", request: id, value: row?.value, version, units };
}

function write(state: State, request: Write, row: Row | undefined): Response {
  const { request: id, key, sort, table = "", condition } = request;
  if (condition !== undefined && !satisfies(condition, row?.value)) {
    return { kind: "rejected", request: id, reason: "condition-failed" };
  }
  state.version += 1;
  const value = left(request, row?.value);
  const bytes = request.kind === "delete" ? 0 : request.bytes;
  if (value === undefined) state.rows.delete(itemName(request));
  else state.rows.set(itemName(request), { key, sort, value, bytes, table });
  const units = writeUnits(row?.bytes ?? 0, bytes);
  return { kind: "done", request: id, value, version: state.version, units };
}

function left(request: Write, before: Value | undefined): Value | undefined {
  if (request.kind === "put") return request.value;
  return request.kind === "update" ? Number(before ?? 0) + request.add : undefined;
}

/** A page's end is its last item's name: opaque to clients, and good to go on from. */
function pageOf(state: State, request: PageRequest): Response {
  const { request: id, table = "", key, limit = Number.POSITIVE_INFINITY, startAfter } = request;
  const all = [...state.rows.values()].filter(
    (row) =>
      row.table === table &&
      (request.kind === "scan" || (row.key === key && isWanted(request.wanted, row.sort))),
  );
  all.sort((one, other) =>
    one.key < other.key ? -1 : one.key > other.key ? 1 : compareSorts(one.sort, other.sort),
  );
  if (request.kind === "query" && request.backwards) all.reverse();
  // Nothing is deleted in these tests while somebody pages: the row to go on from is still there.
  const from =
    startAfter === undefined ? 0 : all.findIndex((row) => nameOf(row) === startAfter) + 1;
  const rows = all.slice(from, from + Math.min(limit, state.setup.pageItems));
  const end = rows.at(-1);
  const last = from + rows.length < all.length && end !== undefined ? nameOf(end) : undefined;
  const items = rows.map(({ table: _, ...item }) => item);
  const units = readUnits(
    items.reduce((sum, { bytes }) => sum + bytes, 0),
    request.consistency,
  );
  return {
    kind: "done",
    request: id,
    value: undefined,
    version: state.version,
    units,
    page: { items, last },
  };
}

const nameOf = ({ key, sort }: Row): string => `${key}|${sort}`;

/** The machine stands in the first zone. */
export function tableServer(setup: Partial<Setup> = {}): System {
  const system: System = {
    name: "table-server",
    settings: [],
    with: () => system,
    posture: () => undefined,
    deploy: ({ zones }) => ({
      machines: [{ name: "server", zone: zones[0]!.name }],
      placements: [
        place({
          address: "server" as Address,
          machine: "server",
          role: server,
          setup: { pageItems: 3, perSecond: Number.POSITIVE_INFINITY, ...setup },
        }),
      ],
      entry: Object.fromEntries(zones.map(({ name }) => [name, "server" as Address])),
    }),
  };
  return system;
}
