import { current, isDraft, original } from "immer";
import { InvariantViolation } from "./assert.ts";
import type { Pen } from "./pen.ts";

/**
 * Takes immer's drafts out of what a handler has written. Sending an object out of one's state is
 * fine as long as it is as it was: its original goes out. One that the handler has changed would,
 * in fast mode, be changed again under the receiver's hands.
 */
export function untangle(address: string, pen: Pen): void {
  for (let at = 0; at < pen.count; at++) {
    const effect = pen.written[at]!;
    switch (effect.kind) {
      case "send":
        overwrite(effect, "message", plain(address, effect.message));
        break;
      case "persist":
      case "checkpoint":
        overwrite(effect, "record", plain(address, effect.record));
        break;
      case "note":
        overwrite(effect, "fact", plain(address, effect.fact));
        break;
      default:
    }
  }
}

/** `value` without drafts: originals in their place. Fresh objects are changed where they are. */
function plain(address: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isDraft(value)) {
    const before: unknown = original(value);
    if (current(value) === before) return before;
    throw new InvariantViolation(
      `${address} sends or stores an object of its state that it has just changed; ` +
        "expected a copy",
    );
  }
  if (Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const [key, of] of value) if (isObject(of)) value.set(key, plain(address, of));
  } else if (value instanceof Set) {
    const members = [...value];
    if (members.some(isObject))
      refill(
        value,
        members.map((member) => plain(address, member)),
      );
  } else {
    for (const [key, of] of Object.entries(value)) {
      if (isObject(of)) overwrite(value, key, plain(address, of));
    }
  }
  return value;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

function refill(set: Set<unknown>, members: readonly unknown[]): void {
  set.clear();
  for (const member of members) set.add(member);
}

/** Only if it differs: most values hold no draft, and some objects are shared and frozen. */
function overwrite(owner: object, key: string, value: unknown): void {
  const fields = owner as Record<string, unknown>;
  if (fields[key] !== value) fields[key] = value;
}
