import { type Call, isPageCall } from "./call.ts";
import { type ItemKey, itemKeyOf } from "./item-key.ts";

/** The items that a call names one by one: none of a query or scan, several of a transaction. */
export function itemsNamed(call: Call): readonly ItemKey[] {
  if (call.kind === "transact-write") return call.actions.map(itemKeyOf);
  if (call.kind === "transact-get") return call.items.map(itemKeyOf);
  return isPageCall(call) ? [] : [itemKeyOf(call)];
}
