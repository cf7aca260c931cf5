import type { Condition } from "../parts/condition.ts";
import { type Call, isPageCall, type PageCall, type WriteCall } from "./call.ts";
import { itemKeyOf } from "./item-key.ts";
import type { PageRequest, Request, RequestId, Write } from "./operation.ts";

/**
 * The call as it is sent: attempt number `id`, with what a put writes and what a write requires of
 * the item by now.
 */
export function requestOf(
  call: Call,
  id: RequestId,
  value: number,
  condition: Condition | undefined,
): Request {
  if (isPageCall(call)) return pageRequestOf(call, id);
  const request = singleOf(call, id, value, condition);
  // Most tables of a run have neither, and a spread is slow.
  if (call.sort === undefined && call.table === undefined) return request;
  return { ...request, ...itemKeyOf(call) };
}

function singleOf(
  call: Exclude<Call, PageCall>,
  id: RequestId,
  value: number,
  condition: Condition | undefined,
): Request {
  if (call.kind !== "get") return writeOf(call, id, value, condition);
  return { kind: "get", request: id, key: call.key, consistency: call.consistency };
}

function writeOf(
  call: WriteCall,
  id: RequestId,
  value: number,
  condition: Condition | undefined,
): Write {
  const { key, bytes } = call;
  switch (call.kind) {
    case "put":
      return { kind: "put", request: id, key, value, bytes, condition };
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
  return { kind: "query", ...page, wanted: call.wanted, backwards: call.backwards };
}
