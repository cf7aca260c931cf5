import { InvariantViolation } from "./assert.ts";
import { isSetup } from "./topology.ts";

/**
 * Plain data as a text that is equal exactly when the data are: object keys, Map entries and Set
 * members in a fixed order, whatever the order they were put in.
 * Throws an InvariantViolation for what is not plain data: functions, class instances, typed arrays.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return scalar(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (value instanceof Map) return `Map{${mapEntries(value).sort(byCodeUnits).join(",")}}`;
  if (value instanceof Set) {
    return `Set{${[...value].map(canonicalText).sort(byCodeUnits).join(",")}}`;
  }
  if (isSetup(value)) return "setup";
  if (!isPlainObject(value)) {
    throw new InvariantViolation(
      `expected plain data (objects, arrays, Map, Set), got a ${className(value)}`,
    );
  }
  const fields = Object.entries(value).map(
    ([key, of]) => `${JSON.stringify(key)}:${canonicalText(of)}`,
  );
  return `{${fields.sort(byCodeUnits).join(",")}}`;
}

export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export const className = (value: { constructor?: { readonly name: string } }): string =>
  value.constructor?.name ?? "object with a prototype of its own";

const mapEntries = (map: ReadonlyMap<unknown, unknown>): string[] =>
  [...map].map(([key, of]) => `${canonicalText(key)}=>${canonicalText(of)}`);

function scalar(value: unknown): string {
  if (typeof value === "function" || typeof value === "symbol") {
    throw new InvariantViolation(`expected plain data, got a ${typeof value}`);
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
