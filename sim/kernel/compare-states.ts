import { InvariantViolation } from "./assert.ts";
import { sameData, walk, whyNotPlain } from "./plain-data.ts";
import { isSetup } from "./topology.ts";

type Fields = Readonly<Record<string, unknown>>;

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
  if (typeof after !== "object" || after === null) return Object.is(after, direct);
  if (before === after) return true;
  if (typeof before === "object" && before !== null) {
    if (typeof direct !== "object" || direct === null) return false;
    if (Array.isArray(after) && Array.isArray(before)) {
      return Array.isArray(direct) && comparedLists(role, before, after, direct);
    }
    if (after instanceof Map && before instanceof Map) {
      return direct instanceof Map && comparedMaps(role, before, after, direct);
    }
    if (Object.getPrototypeOf(after) === Object.prototype) {
      return comparedFields(role, before as Fields, after as Fields, direct as Fields);
    }
  }
  refuseOddities(role, after);
  return sameData(after, direct);
}

function comparedLists(
  role: string,
  before: readonly unknown[],
  after: readonly unknown[],
  direct: readonly unknown[],
): boolean {
  if (after.length !== direct.length) return false;
  for (let at = 0; at < after.length; at++) {
    if (!compareChanged(role, before[at], after[at], direct[at])) return false;
  }
  return true;
}

function comparedMaps(
  role: string,
  before: ReadonlyMap<unknown, unknown>,
  after: ReadonlyMap<unknown, unknown>,
  direct: ReadonlyMap<unknown, unknown>,
): boolean {
  if (after.size !== direct.size) return false;
  for (const [key, member] of after) {
    if (!compareChanged(role, before.get(key), member, direct.get(key))) return false;
    if (member === undefined && !direct.has(key)) return false;
  }
  return true;
}

function comparedFields(role: string, before: Fields, after: Fields, direct: Fields): boolean {
  let left = 0;
  for (const key in after) {
    left++;
    if (!compareChanged(role, before[key], after[key], direct[key])) return false;
    if (after[key] === undefined && !(key in direct)) return false;
  }
  for (const _ in direct) left--;
  return left === 0;
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
