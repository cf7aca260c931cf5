/** Attributes that puts give their items, for indexes to be keyed by. */

import { type LocalTime, toSeconds } from "../kernel/time.ts";
import { keyHash } from "../parts/key-hash.ts";
import type { Call, WriteCall } from "./call.ts";
import { itemName, sortBytes } from "./item-key.ts";
import { chooseKeyName, drawBelow, happens, type KeyChoice } from "./keys.ts";
import type { Attributes, SortKey } from "./operation.ts";

/** Whole seconds since the start on the client's clock: `from` seconds from now on, evenly up to `below`. */
export interface Instants {
  readonly kind: "instants";
  readonly from: number;
  readonly below: number;
}

/** One attribute: what its values are, and how many items have it. */
export interface AttributeChoice {
  readonly name: string;
  /** Names, as keys are chosen; whole numbers below this one; or instants, for a time to live. */
  readonly values: KeyChoice | { readonly kind: "numbers"; readonly below: number } | Instants;
  /** Share of puts that leave it out. Default 0. */
  readonly absent?: number;
  /** Whether it follows from the item's key, so that no put changes it. Default false. */
  readonly stays?: boolean;
}

/** The put with attributes as the choices draw them; it weighs as much more. */
export function withAttributes(
  call: Call,
  choices: readonly AttributeChoice[],
  u32: () => number,
  at: LocalTime,
): Call {
  if (call.kind !== "put") return call;
  const attributes: Record<string, SortKey> = {};
  for (const choice of choices) {
    const value = valueFor(choice, call, u32, at);
    if (value !== undefined) attributes[choice.name] = value;
  }
  return { ...call, attributes, bytes: call.bytes + attributeBytes(attributes) };
}

function valueFor(
  choice: AttributeChoice,
  call: WriteCall,
  u32: () => number,
  at: LocalTime,
): SortKey | undefined {
  const source = choice.stays === true ? fixed(`${itemName(call)} ${choice.name}`) : u32;
  return happens(choice.absent ?? 0, source) ? undefined : drawValue(choice, source, at);
}

/** A value of those that the choice gives to items. */
export function drawValue({ values }: AttributeChoice, u32: () => number, at: LocalTime): SortKey {
  if (values.kind === "numbers") return drawBelow(values.below, u32);
  if (values.kind === "instants") {
    const { from, below } = values;
    return Math.floor(toSeconds(at)) + from + drawBelow(below - from, u32);
  }
  const wanted = { inserts: false, counter: false };
  return chooseKeyName(values, { next: 0, stride: 1 }, wanted, u32);
}

/** Numbers that follow from a text. */
function fixed(text: string): () => number {
  let draws = 0;
  return () => {
    draws += 1;
    return Number.parseInt(keyHash(`${text} ${draws}`).slice(0, 8), 16);
  };
}

/** Names and values, in bytes. */
export const attributeBytes = (attributes: Attributes): number =>
  Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + name.length + sortBytes(value),
    0,
  );
