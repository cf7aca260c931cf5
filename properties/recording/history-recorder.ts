/** Pairs what clients note into a history, in the order of invocation. */

import type { Completed, Invoked } from "../../sim/client/facts.ts";
import type { History, Operation, PartOperation } from "../../sim/client/history.ts";
import { itemKeyOf, itemName } from "../../sim/client/item-key.ts";
import type { PartDone, TransactAction, TransactRequest } from "../../sim/client/operation.ts";
import type { Observer } from "../../sim/kernel/observer.ts";
import type { Address, AnyMessage } from "../../sim/kernel/role.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import { parseItemKey } from "../../sim/parts/primary-key.ts";
import type { ItemExpired } from "../../sim/systems/dynamodb/time-to-live/facts.ts";

export interface HistoryRecorder {
  readonly observer: Observer;
  /** What has been seen so far; operations that nobody answered are open. */
  history(): History;
}

type Writable = { -readonly [Field in keyof Operation]: Operation[Field] };

export function recordHistory(): HistoryRecorder {
  const operations: Writable[] = [];
  const open = new Map<number, Writable>();
  return {
    observer: {
      onNote(from, fact, now) {
        if (isInvoked(fact)) {
          const operation = begun(from, fact, now);
          operations.push(operation);
          open.set(operation.request, operation);
        } else if (isExpired(fact)) {
          operations.push(begun(from, removalOf(fact), now));
        } else if (isCompleted(fact)) {
          const operation = open.get(fact.request);
          if (operation === undefined) return;
          open.delete(fact.request);
          end(operation, fact, now);
        }
      },
    },
    history: () => ({ operations }),
  };
}

const isInvoked = (fact: AnyMessage): fact is Invoked => fact.kind === "invoked";
const isExpired = (fact: AnyMessage): fact is ItemExpired => fact.kind === "item-expired";
const isCompleted = (fact: AnyMessage): fact is Completed => fact.kind === "completed";

/** A delete that nobody asked for, and that nobody is told of: it stays open. */
function removalOf({ request, table, key }: ItemExpired): Invoked {
  const { partition, sort } = parseItemKey(key);
  const item = itemKeyOf({ key: partition, sort, table });
  const asked = { kind: "delete", request, ...item, condition: undefined } as const;
  const nobody = { client: -1, attempt: 0, retryOf: undefined, phase: "service" } as const;
  return { kind: "invoked", request: asked, ...nobody };
}

function begun(from: Address, fact: Invoked, now: SimTime): Writable {
  const { request, client, attempt, retryOf, phase } = fact;
  const operation: Writable = {
    request: request.request,
    client,
    process: from,
    kind: request.kind,
    key: itemName(request),
    consistency: "consistency" in request ? request.consistency : undefined,
    argument: argumentOf(request),
    condition: "condition" in request ? request.condition : undefined,
    attempt,
    retryOf,
    phase,
    invoked: now,
    completed: undefined,
    outcome: "info",
    result: undefined,
    version: 0,
    units: 0,
    error: undefined,
  };
  addDetails(operation, fact);
  return operation;
}

/** What not every operation has. */
function addDetails(operation: Writable, { request, tenant, pageOf }: Invoked): void {
  if (tenant !== undefined) operation.tenant = tenant;
  if (request.sort !== undefined || request.table !== undefined) {
    operation.item = itemKeyOf(request);
  }
  if (request.kind === "put" || request.kind === "update") operation.bytes = request.bytes;
  if (request.kind === "transact-write" || request.kind === "transact-get") {
    operation.parts = partsOf(request);
    if (request.kind === "transact-write" && request.token !== undefined) {
      operation.token = request.token;
    }
  }
  if (request.kind !== "query" && request.kind !== "scan") return;
  operation.item = itemKeyOf(request);
  operation.range = {
    wanted: request.kind === "query" ? request.wanted : undefined,
    backwards: request.kind === "query" && request.backwards,
    ...(request.kind === "query" && request.index !== undefined ? { index: request.index } : {}),
    limit: request.limit,
    startAfter: request.startAfter,
    pageOf,
  };
}

/** Not answered yet. */
function partsOf(request: TransactRequest): readonly PartOperation[] {
  const open = { result: undefined, version: 0 };
  if (request.kind === "transact-get") {
    const asked = { kind: "get", argument: undefined, condition: undefined } as const;
    return request.items.map((item) => ({ ...asked, item, key: itemName(item), ...open }));
  }
  return request.actions.map((action) => ({
    kind: action.kind,
    item: itemKeyOf(action),
    key: itemName(action),
    argument: argumentOf(action),
    condition: action.condition,
    ...open,
  }));
}

function argumentOf(request: Invoked["request"] | TransactAction): Operation["argument"] {
  if (request.kind === "put") return request.value;
  return request.kind === "update" ? request.add : undefined;
}

function end(operation: Writable, fact: Completed, now: SimTime): void {
  // A client that gave up knows nothing: to checkers the attempt stays open to the end.
  operation.completed = now;
  operation.outcome = fact.outcome;
  operation.result = fact.result;
  operation.version = fact.version;
  operation.units = fact.units;
  operation.error = fact.error;
  if (fact.indexUnits !== undefined) operation.indexUnits = fact.indexUnits;
  if (fact.page !== undefined) operation.page = fact.page;
  if (fact.reasons !== undefined) operation.reasons = fact.reasons;
  const { parts } = fact;
  if (parts !== undefined && operation.parts !== undefined) {
    operation.parts = operation.parts.map((part, index) => answered(part, parts[index]));
  }
  if (fact.throttle !== undefined) operation.throttle = fact.throttle;
}

const answered = (part: PartOperation, done: PartDone | undefined): PartOperation =>
  done === undefined ? part : { ...part, result: done.value, version: done.version };
