import { describeOperation, describeRequest, describeResponse } from "../../client/describe.ts";
import type { FleetMessage } from "./messages.ts";

/** Messages in words, for traces: "ask 7", "push 3 to version 2". */
export function describe(message: FleetMessage): string {
  switch (message.kind) {
    case "ask":
    case "answer":
      return `${message.kind} ${message.number}`;
    case "beat":
      return "beat";
    case "prepare":
      return `prepare ${message.whole ? "a whole list" : "a push"} for server ${message.server}`;
    case "push":
    case "push-ack":
      return `${message.kind} ${message.number} to version ${message.upTo}`;
    case "forward":
      return describeRequest(message.request);
    case "reply":
      return describeResponse(message.response);
    default:
      return describeOperation(message);
  }
}
