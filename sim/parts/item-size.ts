/**
 * What an item weighs, and why it may be refused (developer guide, CapacityUnitCalculations and
 * ServiceQuotas; numbers and sets as measured on the service by the emulator dynoxide, 2026-08).
 */

import { assertNever } from "../kernel/assert.ts";
import {
  type AttributeValue,
  base64Bytes,
  canonicalNumber,
  decimalOf,
  type Item,
  isBase64,
  whyRefuseNumber,
} from "./attribute-value.ts";
import { utf8Length } from "./utf8.ts";

/** 400 KB, names and values. */
export const itemSizeLimit = 409_600;
/** A value may lie in 31 lists and maps: it is itself the 32nd level. */
export const nestingLimit = 32;
const keyLimits = { partition: 2_048, sort: 1_024 } as const;

/** Bytes of names and values: what capacity and the limit of 400 KB count. */
export function itemSize(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += utf8Length(name) + valueSize(value);
  return bytes;
}

/** Bytes that storage is billed for: 100 more per item or index entry, 148 in a global table. */
export const storedBytes = (size: number, inGlobalTable = false): number =>
  size + 100 + (inGlobalTable ? 48 : 0);

/** Bytes of a value, without its name. */
export function valueSize(value: AttributeValue): number {
  switch (value.kind) {
    case "S":
      return utf8Length(value.value);
    case "N":
      return numberSize(value.value);
    case "B":
      return base64Bytes(value.value);
    case "BOOL":
    case "NULL":
      return 1;
    case "SS":
      return sum(value.values, utf8Length);
    case "NS":
      return sum(value.values, numberSize);
    case "BS":
      return sum(value.values, base64Bytes);
    case "L":
      return 3 + sum(value.values, (element) => 1 + valueSize(element));
    case "M":
      return 3 + Object.keys(value.values).length + itemSize(value.values);
    default:
      return assertNever(value);
  }
}

/**
 * One byte, one for a sign, and one for each two digits begun, on either side of the point for
 * itself. Zeros at the ends are trimmed: 100 has one digit, 0.001 has one, 100.5 has three and one.
 */
export function numberSize(text: string): number {
  const { negative, digits, exponent } = decimalOf(text) ?? {
    negative: false,
    digits: "",
    exponent: 0,
  };
  const whole = Math.min(Math.max(exponent, 0), digits.length);
  const fraction = digits.length - whole;
  return 1 + Math.ceil(whole / 2) + Math.ceil(fraction / 2) + (negative ? 1 : 0);
}

/** Why the item cannot be stored; undefined: it can. Says nothing of its keys. */
export function whyRefuseItem(item: Item): string | undefined {
  for (const [name, value] of Object.entries(item)) {
    const why = whyRefuseValue(value, 1);
    if (why !== undefined) return `attribute "${name}": ${why}`;
  }
  const size = itemSize(item);
  if (size <= itemSizeLimit) return undefined;
  return `an item has at most ${itemSizeLimit} bytes, names and values, not ${size}`;
}

/** Why the value cannot be a key; undefined: it can. Only S, N and B can. */
export function whyRefuseKey(
  value: AttributeValue,
  role: "partition" | "sort",
): string | undefined {
  const { kind } = value;
  if (kind !== "S" && kind !== "N" && kind !== "B")
    return `a ${role} key is S, N or B, not ${kind}`;
  const why = whyRefuseValue(value, 1);
  if (why !== undefined || kind === "N") return why;
  const size = valueSize(value);
  if (size > 0 && size <= keyLimits[role]) return undefined;
  return `a ${role} key has 1 to ${keyLimits[role]} bytes, not ${size}`;
}

function whyRefuseValue(value: AttributeValue, level: number): string | undefined {
  if (level > nestingLimit) return `values nest at most ${nestingLimit} levels deep`;
  switch (value.kind) {
    case "N":
      return whyRefuseNumber(value.value);
    case "B":
      return whyRefuseBinary(value.value);
    case "SS":
      return whyRefuseSet(
        value.values,
        () => undefined,
        (text) => text,
      );
    case "NS":
      return whyRefuseSet(value.values, whyRefuseNumber, canonicalNumber);
    case "BS":
      return whyRefuseSet(value.values, whyRefuseBinary, (text) => text);
    case "L":
    case "M":
      return first(Object.values(value.values), (inner) => whyRefuseValue(inner, level + 1));
    default:
      return undefined;
  }
}

const whyRefuseBinary = (text: string): string | undefined =>
  isBase64(text) ? undefined : `"${text}" is not base64`;

function whyRefuseSet(
  values: readonly string[],
  whyRefuse: (element: string) => string | undefined,
  canonical: (element: string) => string,
): string | undefined {
  if (values.length === 0) return "a set is never empty";
  const why = first(values, whyRefuse);
  if (why !== undefined || new Set(values.map(canonical)).size === values.length) return why;
  return "a set holds each element once";
}

function first<Value, Found>(
  values: readonly Value[],
  find: (value: Value) => Found | undefined,
): Found | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

const sum = <Value>(values: readonly Value[], size: (value: Value) => number): number =>
  values.reduce((total, value) => total + size(value), 0);
