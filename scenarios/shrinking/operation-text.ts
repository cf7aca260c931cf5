/** Requests that are not sent yet, in words. */

import { type Call, isPageCall } from "../../sim/client/call.ts";
import { describeWanted } from "../../sim/client/describe.ts";
import { itemName } from "../../sim/client/item-key.ts";
import { itemsNamed } from "../../sim/client/items-named.ts";
import { type ScriptOperation, seatName } from "./script.ts";

/** "12.345 ms client-a-1 put key-4" */
export const operationText = (operation: ScriptOperation): string =>
  `${operation.at / 1_000} ms ${seatName(operation)} ${callText(operation.call)}`;

/** "get key-4 strong" */
export function callText(call: Call): string {
  const named = itemsNamed(call).map(itemName).join(", ");
  const words = [call.kind, isPageCall(call) ? itemName(call) : named];
  if (call.kind === "query") words.push(describeWanted(call.wanted));
  if (call.kind === "query" && call.backwards) words.push("backwards");
  if ("consistency" in call) words.push(call.consistency);
  if ("condition" in call && call.condition !== undefined) {
    words.push(`if ${typeof call.condition === "string" ? call.condition : call.condition.kind}`);
  }
  return words.filter((word) => word !== "").join(" ");
}
