/** Requests and responses in words: "put r42 key-1=42", "done r42 42". */

import { itemName } from "./item-key.ts";
import type { PageRequest, Request, Response, SortWanted, Throttle } from "./operation.ts";

export function describeRequest(request: Request): string {
  const head = `${request.kind} r${request.request} ${itemName(request)}`;
  switch (request.kind) {
    case "get":
      return `${head} ${request.consistency}`;
    case "query":
    case "scan":
      return `${head}${describeRange(request)} ${request.consistency}`;
  }
  const demand = request.condition === undefined ? "" : ` if ${request.condition.kind}`;
  if (request.kind === "put") return `${head}=${request.value}${demand}`;
  return request.kind === "update" ? `${head}+=${request.add}${demand}` : `${head}${demand}`;
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
    const { page, value } = response;
    if (page === undefined) return `${head} ${value ?? "none"}`;
    return `${head} ${page.items.length} items${page.last === undefined ? "" : ", more"}`;
  }
  const why = response.kind === "rejected" ? describeThrottle(response.throttle) : "";
  return `${head} ${response.reason}${why}`;
}

const describeThrottle = (throttle: Throttle | undefined): string =>
  throttle === undefined ? "" : ` ${throttle.reason} ${throttle.resource}`;

export const describeOperation = (message: Request | Response): string =>
  message.kind === "done" || message.kind === "rejected" || message.kind === "failed"
    ? describeResponse(message)
    : describeRequest(message);
