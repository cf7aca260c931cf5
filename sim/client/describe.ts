/** Requests and responses in words: "put r42 key-1=42", "done r42 42". */

import { itemName } from "./item-key.ts";
import type {
  PageRequest,
  Request,
  Response,
  SortWanted,
  Throttle,
  TransactAction,
} from "./operation.ts";

export function describeRequest(request: Request): string {
  const head = `${request.kind} r${request.request} ${itemName(request)}`;
  switch (request.kind) {
    case "get":
      return `${head} ${request.consistency}`;
    case "query":
    case "scan":
      return `${head}${describeRange(request)} ${request.consistency}`;
    case "transact-write":
      return `${request.kind} r${request.request} ${request.actions.map(describeAction).join(", ")}`;
    case "transact-get":
      return `${request.kind} r${request.request} ${request.items.map(itemName).join(", ")}`;
  }
  const demand = request.condition === undefined ? "" : ` if ${request.condition.kind}`;
  if (request.kind === "put") return `${head}=${request.value}${demand}`;
  return request.kind === "update" ? `${head}+=${request.add}${demand}` : `${head}${demand}`;
}

/** "put key-1=42", "condition-check key-2 if exists". */
export function describeAction(action: TransactAction): string {
  const demand = action.condition === undefined ? "" : ` if ${action.condition.kind}`;
  const head = `${action.kind} ${itemName(action)}`;
  if (action.kind === "put") return `${head}=${action.value}${demand}`;
  return action.kind === "update" ? `${head}+=${action.add}${demand}` : `${head}${demand}`;
}

function describeRange(request: PageRequest): string {
  const { limit, startAfter } = request;
  return [
    request.kind === "query" ? ` ${describeWanted(request.wanted)}` : "",
    request.kind === "query" && request.backwards ? " backwards" : "",
    limit === undefined ? "" : ` limit ${limit}`,
    startAfter === undefined ? "" : ` after ${startAfter}`,
  ].join("");
}

/** "all", "at-least 7", "between 3 and 9", "begins-with 01AB". */
export function describeWanted(wanted: SortWanted): string {
  switch (wanted.kind) {
    case "all":
      return "all";
    case "between":
      return `between ${wanted.low} and ${wanted.high}`;
    case "begins-with":
      return `begins-with ${wanted.prefix}`;
    default:
      return `${wanted.kind} ${wanted.value}`;
  }
}

export function describeResponse(response: Response): string {
  const head = `${response.kind} r${response.request}`;
  if (response.kind === "done") {
    const { page, parts, value } = response;
    if (parts !== undefined)
      return `${head} ${parts.map((part) => part.value ?? "none").join(", ")}`;
    if (page === undefined) return `${head} ${value ?? "none"}`;
    return `${head} ${page.items.length} items${page.last === undefined ? "" : ", more"}`;
  }
  if (response.kind === "failed") return `${head} ${response.reason}`;
  const { reason, throttle, reasons } = response;
  const why = reasons === undefined ? describeThrottle(throttle) : ` ${reasons.join(", ")}`;
  return `${head} ${reason}${why}`;
}

const describeThrottle = (throttle: Throttle | undefined): string =>
  throttle === undefined ? "" : ` ${throttle.reason} ${throttle.resource}`;

export const describeOperation = (message: Request | Response): string =>
  message.kind === "done" || message.kind === "rejected" || message.kind === "failed"
    ? describeResponse(message)
    : describeRequest(message);
