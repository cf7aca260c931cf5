import { InvariantViolation } from "./assert.ts";
import { sameData, walk, whyNotPlain } from "./plain-data.ts";
import { isSetup } from "./topology.ts";

/**
 * Whether everything that differs between `before` and `after`, two states that share what is
 * unchanged, is in `direct` as it is in `after`. Costs as much as what was changed, and refuses
 * what is not plain data in it.
 */
export function compareChanged(
  role: string,
  before: unknown,
  after: unknown,
  direct: unknown,
): boolean {
  if (Object.is(before, after)) return typeof after === "object" || Object.is(after, direct);
  const members = (one: unknown, other: unknown, third: unknown): boolean =>
    compareChanged(role, one, other, third);
  if (Array.isArray(before) && Array.isArray(after)) {
    if (!Array.isArray(direct) || after.length !== direct.length) return false;
    return after.every((member, at) => members(before[at], member, direct[at]));
  }
  if (before instanceof Map && after instanceof Map) {
    if (!(direct instanceof Map) || after.size !== direct.size) return false;
    for (const [key, member] of after) {
      if (!direct.has(key) || !members(before.get(key), member, direct.get(key))) return false;
    }
    return true;
  }
  if (isRecord(before) && isRecord(after) && isRecord(direct)) {
    const keys = Object.keys(after);
    if (keys.length !== Object.keys(direct).length) return false;
    return keys.every((key) => members(before[key], after[key], direct[key]));
  }
  refuseOddities(role, after);
  return sameData(after, direct);
}

/** Immer changes class instances and typed arrays in place, unseen: states must not hold any. */
export function refuseOddities(role: string, state: unknown): void {
  walk(state, (object) => {
    if (isSetup(object)) return "skip";
    const oddity = whyNotPlain(object);
    if (oddity === undefined) return "enter";
    throw new InvariantViolation(
      `the state of ${role} holds a ${oddity}, expected objects, arrays, Map and Set only`,
    );
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" &&
  value !== null &&
  whyNotPlain(value) === undefined &&
  !Array.isArray(value) &&
  !(value instanceof Map) &&
  !(value instanceof Set);
