import type { Condition, Value } from "../parts/condition.ts";
import {
  type Call,
  isPageCall,
  isTransactCall,
  type PageCall,
  type TransactCall,
  type WriteCall,
} from "./call.ts";
import { itemKeyOf } from "./item-key.ts";
import type { PageRequest, Request, RequestId, TransactRequest, Write } from "./operation.ts";

/**
 * The call as it is sent: attempt number `id`, with what a put writes and what a write requires of
 * the item by now. A transaction's `value` is the number of its first attempt, and so its token.
 */
export function requestOf(
  call: Call,
  id: RequestId,
  value: Value,
  condition: Condition | undefined,
): Request {
  if (isPageCall(call)) return pageRequestOf(call, id);
  if (isTransactCall(call)) return transactionOf(call, id, value);
  const request = singleOf(call, id, value, condition);
  const { sort, table } = call;
  if (sort === undefined) return table === undefined ? request : { table, ...request };
  return table === undefined ? { sort, ...request } : { sort, table, ...request };
}

function singleOf(
  call: Exclude<Call, PageCall | TransactCall>,
  id: RequestId,
  value: Value,
  condition: Condition | undefined,
): Request {
  if (call.kind !== "get") return writeOf(call, id, value, condition);
  return { kind: "get", request: id, key: call.key, consistency: call.consistency };
}

function writeOf(
  call: WriteCall,
  id: RequestId,
  value: Value,
  condition: Condition | undefined,
): Write {
  const { key, bytes } = call;
  switch (call.kind) {
    case "put": {
      const put = { kind: "put", request: id, key, value, bytes, condition } as const;
      return call.attributes === undefined ? put : { ...put, attributes: call.attributes };
    }
    case "update":
      return { kind: "update", request: id, key, add: call.add, bytes, condition };
    case "delete":
      return { kind: "delete", request: id, key, condition };
  }
}

function pageRequestOf(call: PageCall, id: RequestId): PageRequest {
  const { consistency, limit, startAfter } = call;
  const page = { request: id, ...itemKeyOf(call), consistency, limit, startAfter };
  if (call.kind === "scan") return { kind: "scan", ...page };
  const { wanted, backwards, index } = call;
  const query = { kind: "query", ...page, wanted, backwards } as const;
  return index === undefined ? query : { ...query, index };
}

function transactionOf(call: TransactCall, id: RequestId, first: Value): TransactRequest {
  const { key } = call;
  if (call.kind === "transact-get") {
    return { kind: "transact-get", request: id, key, items: call.items };
  }
  const actions = call.actions.map((action) =>
    action.kind === "put" ? { ...action, value: action.value ?? first } : action,
  );
  const token = call.token ? { token: `t${first}` } : {};
  return { kind: "transact-write", request: id, key, actions, ...token };
}
