/**
 * The hash that places a partition key. DynamoDB's own is not published (USENIX ATC '22, §3, says
 * only "internal hash"); ours is murmur3, the 128-bit form for 32-bit machines, seed 0, over UTF-8:
 * seedless and exact in every engine, since it needs no product wider than Math.imul.
 */

import { utf8Of } from "./utf8.ts";

const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

/** The hash of a partition key as 32 hex digits: its order is the order of the hash space. */
export const keyHash = (key: string): string => murmur128(utf8Of(key), 0);

/** MurmurHash3_x86_128 of the bytes (each 0 to 255): the four words, in hex, first word first. */
export function murmur128(bytes: readonly number[], seed: number): string {
  let h1 = seed | 0;
  let h2 = h1;
  let h3 = h1;
  let h4 = h1;
  const { length } = bytes;
  const blocks = length & ~15;
  for (let at = 0; at < blocks; at += 16) {
    h1 ^= spread(word(bytes, at), c1, 15, c2);
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= spread(word(bytes, at + 4), c2, 16, c3);
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= spread(word(bytes, at + 8), c3, 17, c4);
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= spread(word(bytes, at + 12), c4, 18, c1);
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  // A word of zeros spreads to zero: what the tail lacks needs no case of its own.
  h1 ^= spread(word(bytes, blocks), c1, 15, c2) ^ length;
  h2 ^= spread(word(bytes, blocks + 4), c2, 16, c3) ^ length;
  h3 ^= spread(word(bytes, blocks + 8), c3, 17, c4) ^ length;
  h4 ^= spread(word(bytes, blocks + 12), c4, 18, c1) ^ length;
  return finish(h1, h2, h3, h4);
}

function finish(h1: number, h2: number, h3: number, h4: number): string {
  const sum = (h1 + h2 + h3 + h4) | 0;
  const m1 = avalanche(sum);
  const m2 = avalanche(h2 + sum);
  const m3 = avalanche(h3 + sum);
  const m4 = avalanche(h4 + sum);
  const all = m1 + m2 + m3 + m4;
  return hex(all) + hex(m2 + all) + hex(m3 + all) + hex(m4 + all);
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

const spread = (word: number, first: number, by: number, second: number): number =>
  Math.imul(rotate(Math.imul(word, first), by), second);

/** Four bytes, the first one lowest; missing ones are 0. */
const word = (bytes: readonly number[], at: number): number => {
  const { length } = bytes;
  if (at + 3 < length) {
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  }
  let found = 0;
  for (let index = length - 1; index >= at; index -= 1) found = (found << 8) | bytes[index]!;
  return found;
};

/** Every bit of the word on every bit of the result. */
function avalanche(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const hex = (word: number): string =>
  pairs[(word >>> 24) & 255]! +
  pairs[(word >>> 16) & 255]! +
  pairs[(word >>> 8) & 255]! +
  pairs[word & 255]!;
