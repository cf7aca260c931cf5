/**
 * Text and numbers as text whose order by code units is the order DynamoDB gives them (developer
 * guide, Query): strings by unsigned bytes of UTF-8, numbers by value. Both can be read back.
 *
 * UTF-16 puts surrogates, which stand for the greatest code points, before U+E000 to U+FFFF; a
 * U+FFFF before each pair mends that. U+0000 ends a text and so never occurs in one.
 */

import { assert } from "../kernel/assert.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold them, and are escaped
const needsEscape = /[\0\x01\ud800-\udbff\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold them, and are escaped
const escaped = /[\0\x01\uffff]|[\ud800-\udbff][\udc00-\udfff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold them, and are escaped
const unescaped = /\x01[\x01\x02]|\uffff(?:\x01|[\ud800-\udbff][\udc00-\udfff])/g;

const escapeOf = (part: string): string => {
  switch (part) {
    case "\0":
      return "\x01\x01";
    case "\x01":
      return "\x01\x02";
    case "\uffff":
      return "\uffff\x01";
    default:
      return `\uffff${part}`;
  }
};

const partOf = (code: string): string => {
  switch (code) {
    case "\x01\x01":
      return "\0";
    case "\x01\x02":
      return "\x01";
    case "\uffff\x01":
      return "\uffff";
    default:
      return code.slice(1);
  }
};

/** Keeps order, prefixes and differences; holds no U+0000. Halves of a pair sort by their number. */
export const orderedText = (text: string): string =>
  needsEscape.test(text) ? text.replace(escaped, escapeOf) : text;

export const textOf = (ordered: string): string =>
  needsEscape.test(ordered) ? ordered.replace(unescaped, partOf) : ordered;

/**
 * A finite number as 16 hex digits in its order; -0 is 0. They are those of the number's binary form
 * (IEEE 754): with the sign turned it sorts as it counts, and negative ones are turned wholly.
 */
export function orderedNumber(value: number): string {
  assert(Number.isFinite(value), `expected a finite number as a key, got ${value}`);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value === 0 ? 0 : value);
  const high = view.getInt32(0);
  const low = view.getInt32(4);
  return high < 0 ? word(~high) + word(~low) : word(high ^ signBit) + word(low);
}

export function numberOf(ordered: string): number {
  const high = Number.parseInt(ordered.slice(0, 8), 16) | 0;
  const low = Number.parseInt(ordered.slice(8), 16) | 0;
  const view = new DataView(new ArrayBuffer(8));
  view.setInt32(0, high < 0 ? high ^ signBit : ~high);
  view.setInt32(4, high < 0 ? low : ~low);
  return view.getFloat64(0);
}

const signBit = 0x8000_0000;
const word = (bits: number): string => (bits >>> 0).toString(16).padStart(8, "0");
