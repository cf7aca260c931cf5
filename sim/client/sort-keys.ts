/** The second half of composite keys: which sort key an item is written under. */

import { assertNever } from "../kernel/assert.ts";
import type { LocalTime } from "../kernel/time.ts";
import type { SortKey } from "./operation.ts";

export type SortChoice =
  /** Ids that sort by the time they were made at, by the client's own clock: ULIDs. */
  | { readonly kind: "time-sortable" }
  /** Ids without any order: UUIDs, version 4. */
  | { readonly kind: "random" }
  /** 1, 2, 3 ..., the clients in turn: a moving front. */
  | { readonly kind: "sequence" }
  /** Handed out by a counter item: each insert adds 1 to it first. Claim W6. */
  | { readonly kind: "handed-out"; readonly counter: string }
  /** One of the numbers 0 .. of - 1, all alike: items that are there to be found again. */
  | { readonly kind: "drawn"; readonly of: number };

export const timeSortable: SortChoice = { kind: "time-sortable" };
export const randomIds: SortChoice = { kind: "random" };
export const inSequence: SortChoice = { kind: "sequence" };

export const drawnSorts = ({ of }: { readonly of: number }): SortChoice => {
  if (Number.isInteger(of) && of >= 1) return { kind: "drawn", of };
  throw new RangeError(`expected at least 1 sort key, got ${of}`);
};

/** By default the counter is the item "next-id". */
export const handedOutSorts = ({ counter = "next-id" } = {}): SortChoice => ({
  kind: "handed-out",
  counter,
});

/** One client's place among the ids it makes: plain data. */
export interface SortState {
  /** "sequence": the next number that is this client's to take. */
  next: number;
  readonly stride: number;
  /** "time-sortable": the last id made. */
  last: string;
}

export const firstSortState = (client: number, clients: number): SortState => ({
  next: 1 + client,
  stride: clients,
  last: "",
});

/** Whether the name of an item is made with it, so that only its maker knows it. */
export const isMade = (choice: SortChoice | undefined): boolean =>
  choice !== undefined && choice.kind !== "drawn";

/** Whether the table's sort keys are numbers; the others are texts. */
export const isNumeric = ({ kind }: SortChoice): boolean =>
  kind === "sequence" || kind === "handed-out" || kind === "drawn";

/** The sort key of a new item. `u32` is uniform on [0, 2^32). */
export function newSort(
  choice: SortChoice,
  state: SortState,
  at: LocalTime,
  u32: () => number,
): SortKey {
  switch (choice.kind) {
    case "time-sortable":
      state.last = nextUlid(state.last, at, u32);
      return state.last;
    case "random":
      return uuid(u32);
    case "sequence": {
      const taken = state.next;
      state.next += state.stride;
      return taken;
    }
    case "handed-out":
      // Not known yet: the counter will say.
      return 0;
    case "drawn":
      return Math.floor((u32() / 0x1_0000_0000) * choice.of);
    default:
      return assertNever(choice);
  }
}

const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const timeLength = 10;

/** The first ten letters of ULIDs made in this millisecond. */
export function ulidTime(at: number): string {
  let left = Math.max(0, Math.floor(at / 1_000));
  let text = "";
  for (let place = 0; place < timeLength; place += 1) {
    text = digits[left % 32]! + text;
    left = Math.floor(left / 32);
  }
  return text;
}

/**
 * 48 bits of ms, then 80 of luck, in Crockford's base 32. In one ms, or when the clock went back, it
 * is the last one's successor. Source: github.com/ulid/spec, with its monotonic factory.
 */
export function nextUlid(last: string, at: LocalTime, u32: () => number): string {
  const time = ulidTime(at);
  if (time <= last.slice(0, timeLength)) return successor(last);
  let luck = "";
  for (let draw = 0; draw < 4; draw += 1) {
    let bits = u32();
    for (let letter = 0; letter < 4; letter += 1) {
      luck += digits[bits & 31];
      bits >>>= 5;
    }
  }
  return time + luck;
}

function successor(id: string): string {
  const end = id.length - 1;
  const value = digits.indexOf(id[end]!);
  if (value < 31) return id.slice(0, end) + digits[value + 1];
  return successor(id.slice(0, end)) + digits[0];
}

/** 122 bits of luck, as RFC 9562 writes them. */
function uuid(u32: () => number): string {
  const hex = Array.from({ length: 4 }, () => u32().toString(16).padStart(8, "0")).join("");
  const variant = "89ab"[Number.parseInt(hex[16]!, 16) & 3];
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
  return [...parts, variant + hex.slice(17, 20), hex.slice(20)].join("-");
}
