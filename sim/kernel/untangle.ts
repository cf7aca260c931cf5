import { current, isDraft } from "immer";
import type { Pen } from "./pen.ts";

/**
 * Takes immer's drafts out of what a handler has written, and puts in what they stand for. To be
 * called before the recipe returns, for drafts are void afterwards.
 */
export function untangle(pen: Pen): void {
  for (let at = 0; at < pen.count; at++) {
    const effect = pen.written[at]!;
    switch (effect.kind) {
      case "send":
        overwrite(effect, "message", plain(effect.message));
        break;
      case "persist":
      case "checkpoint":
        overwrite(effect, "record", plain(effect.record));
        break;
      case "note":
        overwrite(effect, "fact", plain(effect.fact));
        break;
      case "host":
        overwrite(effect, "setup", plain(effect.setup));
        overwrite(effect, "disk", plain(effect.disk));
        break;
      default:
    }
  }
}

/** `value` without drafts. Fresh objects are changed where they are. */
function plain(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (isDraft(value)) return current(value);
  if (Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const [key, of] of value) if (isObject(of)) value.set(key, plain(of));
  } else if (value instanceof Set) {
    const members = [...value];
    if (members.some(isObject)) refill(value, members.map(plain));
  } else {
    for (const key of Object.keys(value)) {
      const of: unknown = (value as Record<string, unknown>)[key];
      if (isObject(of)) overwrite(value, key, plain(of));
    }
  }
  return value;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function refill(set: Set<unknown>, members: readonly unknown[]): void {
  set.clear();
  for (const member of members) set.add(member);
}

/** Only if it differs: most values hold no draft, and some objects are shared and frozen. */
function overwrite(owner: object, key: string, value: unknown): void {
  const fields = owner as Record<string, unknown>;
  if (fields[key] !== value) fields[key] = value;
}
