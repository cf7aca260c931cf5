/** Which key a request asks for: the choice as plain data, and the function that makes it. */

import { assertNever } from "../kernel/assert.ts";
import type { MadeItems } from "./made-items.ts";
import type { SortState } from "./sort-keys.ts";
import { type Zipf, zipfOf } from "./zipf.ts";

/** Keys are numbered from 0, the most popular first, and named "key-<number>". */
export type NumberedKeys =
  | { readonly kind: "uniform"; readonly keys: number }
  /** P(the n-th key) is proportional to n^-exponent; exponent 0 is uniform. */
  | { readonly kind: "zipf"; readonly keys: number; readonly exponent: number }
  /** One after the other, from the start again after the last; clients take turns. */
  | { readonly kind: "sequential"; readonly keys: number }
  /**
   * Puts insert new keys; everything else goes to keys by their age, the newest first, as Zipf says.
   * `keys` is how many there are at the start. Source: YCSB, SoCC 2010, section 3 ("latest").
   */
  | { readonly kind: "latest"; readonly keys: number; readonly exponent: number }
  /**
   * Inserts take 1, 2, 3 ..., the clients in turn, each with a stride as several servers of one
   * auto-increment column have it; everything else goes to what the client made lately. Claim W6.
   */
  | { readonly kind: "auto-increment" };

export type KeyChoice =
  | NumberedKeys
  /** Inserts ask a counter for the next number first, and write under it. Claim W6. */
  | { readonly kind: "handed-out"; readonly counter: string }
  /** A share of requests goes to one or a few keys by name. */
  | {
      readonly kind: "hot-spot";
      readonly share: number;
      readonly of: readonly string[];
      readonly others: KeyChoice;
    }
  /** The same keys under names of their own: "<prefix>key-1". */
  | { readonly kind: "prefixed"; readonly prefix: string; readonly keys: KeyChoice };

type Options<Name extends KeyChoice["kind"]> = Omit<Extract<KeyChoice, { kind: Name }>, "kind">;

/** One client's place among its keys: plain data, changed by the choice. */
export interface KeyState {
  /** The next key that is this client's to take. */
  next: number;
  /** From one such key to the next: the number of clients. */
  readonly stride: number;
  /** Where sort keys are made: see `sort-keys.ts`. */
  readonly sorts?: SortState;
  /** Where keys or sort keys are made as items are: what this client made lately. */
  readonly made?: MadeItems;
}

export const uniformKeys = ({ keys }: Options<"uniform">): NumberedKeys => ({
  kind: "uniform",
  keys: checked(keys),
});

export const zipf = ({ keys, exponent }: Options<"zipf">): NumberedKeys => ({
  kind: "zipf",
  keys: checked(keys),
  exponent: checkedExponent(exponent),
});

export const sequential = ({ keys }: Options<"sequential">): NumberedKeys => ({
  kind: "sequential",
  keys: checked(keys),
});

export const latest = ({ keys, exponent }: Options<"latest">): NumberedKeys => ({
  kind: "latest",
  keys: checked(keys),
  exponent: checkedExponent(exponent),
});

export const autoIncrement: NumberedKeys = { kind: "auto-increment" };

/** By default the counter is the item "next-id". */
export const handedOut = ({
  counter = "next-id",
}: Partial<Options<"handed-out">> = {}): KeyChoice => ({ kind: "handed-out", counter });

export function hotSpot({ share, of, others }: Options<"hot-spot">): KeyChoice {
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`expected a share of requests from 0 to 1, got ${share}`);
  }
  if (others.kind === "handed-out") {
    throw new RangeError("expected keys that a request can name by itself, got handed-out");
  }
  if (of.length === 0) throw new RangeError("expected the name of a hot key, got none");
  return { kind: "hot-spot", share, of, others };
}

export const prefixed = ({ prefix, keys }: Options<"prefixed">): KeyChoice => ({
  kind: "prefixed",
  prefix,
  keys,
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
  return { next: firstNumber(choice) + client, stride: clients };
}

function firstNumber(choice: KeyChoice): number {
  if (choice.kind === "hot-spot") return firstNumber(choice.others);
  if (choice.kind === "prefixed") return firstNumber(choice.keys);
  if (choice.kind === "auto-increment") return 1;
  return choice.kind === "latest" ? choice.keys : 0;
}

/**
 * The number of the key that a request goes to. `inserts` says that the request may make a new item:
 * only "latest" cares. Draws from `u32`, uniform on [0, 2^32); changes `state.next`.
 */
export function chooseKey(
  choice: NumberedKeys,
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
    case "auto-increment":
      return inserts ? takeNext(state) : state.next;
    default:
      return assertNever(choice);
  }
}

/** What decides the key of one request. */
interface Wanted {
  /** Only "latest" and "auto-increment" care. */
  readonly inserts: boolean;
  /** Counters have names of their own: a number cannot be added to a text. */
  readonly counter: boolean;
}

/**
 * The name of the key that a request goes to. Keys that are handed out are not known yet: theirs is
 * the name of what cannot be there.
 */
export function chooseKeyName(
  choice: KeyChoice,
  state: KeyState,
  wanted: Wanted,
  u32: () => number,
): string {
  switch (choice.kind) {
    case "prefixed":
      return choice.prefix + chooseKeyName(choice.keys, state, wanted, u32);
    case "hot-spot": {
      if (!happens(choice.share, u32)) return chooseKeyName(choice.others, state, wanted, u32);
      const name = choice.of[drawBelow(choice.of.length, u32)]!;
      return wanted.counter ? `counter-${name}` : name;
    }
    case "handed-out":
      return keyName(0);
    default: {
      const number = chooseKey(choice, state, wanted.inserts, u32);
      return wanted.counter ? `counter-${number}` : keyName(number);
    }
  }
}

/**
 * The names of the likeliest keys, as far as they can be told beforehand: at most `most`, the hot
 * ones first.
 */
export function knownKeys(choice: KeyChoice, counter: boolean, most: number): readonly string[] {
  switch (choice.kind) {
    case "prefixed":
      return knownKeys(choice.keys, counter, most).map((name) => choice.prefix + name);
    case "hot-spot": {
      const hot = choice.of.map((name) => (counter ? `counter-${name}` : name));
      const names = [...hot, ...(choice.share < 1 ? knownKeys(choice.others, counter, most) : [])];
      return [...new Set(names)].slice(0, most);
    }
    case "auto-increment":
    case "handed-out":
      return [];
    default: {
      const numbers = Array.from({ length: Math.min(choice.keys, most) }, (_, number) => number);
      return numbers.map((number) => (counter ? `counter-${number}` : keyName(number)));
    }
  }
}

/** What is certain takes no draw. */
export const happens = (share: number, u32: () => number): boolean =>
  share >= 1 || (share > 0 && u32() < share * 0x1_0000_0000);

/** A whole number in [0, count), all alike; a choice of one takes no draw. */
export const drawBelow = (count: number, u32: () => number): number =>
  count <= 1 ? 0 : Math.floor((u32() / 0x1_0000_0000) * count);

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
