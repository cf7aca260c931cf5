/** Plain data: objects, arrays, Map and Set of scalars. All that states and messages may be made of. */

import { freeze } from "immer";
import { className, isPlainObject } from "./canonical-text.ts";
import { isSetup } from "./topology.ts";

/** A copy that shares nothing with `value`, except setups, and may be changed. */
export function thawed<T>(value: T): T {
  return copyOf(value) as T;
}

function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || isSetup(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  if (value instanceof Map) return new Map([...value].map(([key, of]) => [key, copyOf(of)]));
  if (value instanceof Set) return new Set([...value].map(copyOf));
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, copyOf(of)]));
}

/** Whether two values are the same data, in the same order. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameLists(a, b);
  if (a instanceof Map) return b instanceof Map && a.size === b.size && sameLists([...a], [...b]);
  if (a instanceof Set) return b instanceof Set && a.size === b.size && sameLists([...a], [...b]);
  return sameFields(a as Fields, b as Fields);
}

/** Calls `visit` for every object inside `value`, itself included, and goes into it if told so. */
export function walk(value: unknown, visit: (object: object) => "enter" | "skip"): void {
  if (typeof value !== "object" || value === null || visit(value) === "skip") return;
  if (value instanceof Map) {
    for (const [key, of] of value) {
      walk(key, visit);
      walk(of, visit);
    }
  } else if (Array.isArray(value) || value instanceof Set) {
    for (const member of value) walk(member, visit);
  } else {
    for (const key of Object.keys(value)) walk((value as Fields)[key], visit);
  }
}

/** Freezes everything inside `value`, Map and Set too; what is frozen already is taken to be so. */
export function deepFreeze(value: unknown): void {
  walk(value, (object) => {
    // A setup is frozen from the start, but only on its surface.
    if (Object.isFrozen(object) && !isSetup(object)) return "skip";
    freeze(object);
    return "enter";
  });
}

/** Objects inside `value`, itself included, without what is in setups. */
export function sizeOf(value: unknown): number {
  let size = 0;
  walk(value, (object) => {
    size++;
    return isSetup(object) ? "skip" : "enter";
  });
  return size;
}

/** What kind of thing `object` is, if it is not plain data; undefined if it is. */
export function whyNotPlain(object: object): string | undefined {
  if (Array.isArray(object) || object instanceof Map || object instanceof Set) return undefined;
  return isPlainObject(object) ? undefined : className(object);
}

type Fields = Readonly<Record<string, unknown>>;

function sameLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!sameData(a[at], b[at])) return false;
  return true;
}

function sameFields(a: Fields, b: Fields): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) if (!(Object.hasOwn(b, key) && sameData(a[key], b[key]))) return false;
  return true;
}
