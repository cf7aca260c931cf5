/** Which key a request asks for: the choice as plain data, and the function that makes it. */

import { assertNever } from "../kernel/assert.ts";
import { type Zipf, zipfOf } from "./zipf.ts";

/** Keys are numbered from 0, the most popular first, and named "key-<number>". */
export type KeyChoice =
  | { readonly kind: "uniform"; readonly keys: number }
  /** P(the n-th key) is proportional to n^-exponent; exponent 0 is uniform. */
  | { readonly kind: "zipf"; readonly keys: number; readonly exponent: number }
  /** One after the other, from the start again after the last; clients take turns. */
  | { readonly kind: "sequential"; readonly keys: number }
  /**
   * Puts insert new keys; everything else goes to keys by their age, the newest first, as Zipf says.
   * `keys` is how many there are at the start. Source: YCSB, SoCC 2010, section 3 ("latest").
   */
  | { readonly kind: "latest"; readonly keys: number; readonly exponent: number };

type Options<Name extends KeyChoice["kind"]> = Omit<Extract<KeyChoice, { kind: Name }>, "kind">;

/** One client's place in "sequential" and "latest": plain data, changed by the choice. */
export interface KeyState {
  /** The next key that is this client's to take. */
  next: number;
  /** From one such key to the next: the number of clients. */
  readonly stride: number;
}

export const uniformKeys = ({ keys }: Options<"uniform">): KeyChoice => ({
  kind: "uniform",
  keys: checked(keys),
});

export const zipf = ({ keys, exponent }: Options<"zipf">): KeyChoice => ({
  kind: "zipf",
  keys: checked(keys),
  exponent: checkedExponent(exponent),
});

export const sequential = ({ keys }: Options<"sequential">): KeyChoice => ({
  kind: "sequential",
  keys: checked(keys),
});

export const latest = ({ keys, exponent }: Options<"latest">): KeyChoice => ({
  kind: "latest",
  keys: checked(keys),
  exponent: checkedExponent(exponent),
});

/** One u32 decides, so that a key's probability is off by 2^-32 at most: enough up to 2^30 keys. */
const mostKeys = 0x4000_0000;

function checked(keys: number): number {
  if (Number.isInteger(keys) && keys >= 1 && keys <= mostKeys) return keys;
  throw new RangeError(`expected 1 to ${mostKeys} keys, got ${keys}`);
}

function checkedExponent(exponent: number): number {
  if (exponent >= 0 && exponent <= 20) return exponent;
  throw new RangeError(`expected a Zipf exponent from 0 to 20, got ${exponent}`);
}

/** Where client number `client` of `clients` starts. */
export function firstKeyState(choice: KeyChoice, client: number, clients: number): KeyState {
  const first = choice.kind === "latest" ? choice.keys : 0;
  return { next: first + client, stride: clients };
}

/**
 * The number of the key that a request goes to. `inserts` says that the request may make a new item:
 * only "latest" cares. Draws from `u32`, uniform on [0, 2^32); changes `state.next`.
 */
export function chooseKey(
  choice: KeyChoice,
  state: KeyState,
  inserts: boolean,
  u32: () => number,
): number {
  switch (choice.kind) {
    case "uniform":
      return Math.floor((u32() / 0x1_0000_0000) * choice.keys);
    case "zipf":
      return zipfFor(choice.exponent).rank(choice.keys, u32) - 1;
    case "sequential":
      return takeNext(state) % choice.keys;
    case "latest": {
      if (inserts) return takeNext(state);
      // Of keys inserted by others it is only known that they are about as many as one's own.
      const known = Math.max(state.next - state.stride + 1, choice.keys);
      return known - zipfFor(choice.exponent).rank(known, u32);
    }
    default:
      return assertNever(choice);
  }
}

export const keyName = (key: number): string => names[key] ?? `key-${key}`;

/** Names of the first keys, made once: maps find a text faster that is the very one they hold. */
const names: readonly string[] = Array.from({ length: 4_096 }, (_, key) => `key-${key}`);

function takeNext(state: KeyState): number {
  const taken = state.next;
  state.next = taken + state.stride;
  return taken;
}

const zipfs = new Map<number, Zipf>();

function zipfFor(exponent: number): Zipf {
  const known = zipfs.get(exponent);
  if (known !== undefined) return known;
  const made = zipfOf(exponent);
  zipfs.set(exponent, made);
  return made;
}
