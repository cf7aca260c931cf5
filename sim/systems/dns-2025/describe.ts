import { describeOperation, describeRequest, describeResponse } from "../../client/describe.ts";
import type { DnsMessage, Logged, OwnMessage } from "./messages.ts";

/** Messages and records in words, for traces: "point endpoint 10 at plan 202, question 14". */
export function describe(message: DnsMessage | Logged): string {
  if (message.kind === "logged") return describe(message.change);
  return isOwn(message) ? describeOwn(message) : describeOperation(message);
}

/** Requests and responses carry their number as "request", and so does what passes a request on. */
const isOwn = (message: DnsMessage): message is OwnMessage =>
  !("request" in message) || message.kind === "forward";

function describeOwn(message: OwnMessage): string {
  switch (message.kind) {
    case "store":
      return `store plan ${message.generation}: ${message.addresses.length} addresses`;
    case "stored":
      return `stored up to plan ${message.newest}`;
    case "fetched":
      return `newest plan ${message.newest}, applied ${message.applied[0]}`;
    case "point": {
      const { endpoint, generation, expected } = message;
      const demand = expected === undefined ? "" : ` if it is at ${expected}`;
      return `point endpoint ${endpoint} at plan ${generation}${demand}`;
    }
    case "pointed":
      return `${message.outcome}, at plan ${message.current}`;
    case "listed":
      return `listed ${message.stored.length} plans`;
    case "delete-plans":
      return `delete ${message.generations.length} plans`;
    case "looked-up":
      return `looked-up ${message.addresses.join(" ") || "no address"}`;
    case "forward":
      return describeRequest(message.request);
    case "reply":
      return describeResponse(message.response);
    default:
      return message.kind;
  }
}
