/** Requests and responses in words: "put r42 key-1=42", "done r42 42". */

import type { Request, Response } from "./operation.ts";

export function describeRequest(request: Request): string {
  const head = `${request.kind} r${request.request} ${request.key}`;
  if (request.kind === "get") return `${head} ${request.consistency}`;
  const demand = request.condition === undefined ? "" : ` if ${request.condition.kind}`;
  if (request.kind === "put") return `${head}=${request.value}${demand}`;
  return request.kind === "update" ? `${head}+=${request.add}${demand}` : `${head}${demand}`;
}

export function describeResponse(response: Response): string {
  const head = `${response.kind} r${response.request}`;
  return response.kind === "done"
    ? `${head} ${response.value ?? "none"}`
    : `${head} ${response.reason}`;
}

export const describeOperation = (message: Request | Response): string =>
  message.kind === "done" || message.kind === "rejected" || message.kind === "failed"
    ? describeResponse(message)
    : describeRequest(message);
