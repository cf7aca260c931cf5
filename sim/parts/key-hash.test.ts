import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { keyHash, murmur128 } from "./key-hash.ts";
import { utf8Length, utf8Of } from "./utf8.ts";

/** Four words in hex as the 16 bytes that the reference writes: each word lowest byte first. */
const bytesOf = (hash: string): number[] =>
  hash.match(/.{8}/g)!.flatMap((word) =>
    word
      .match(/../g)!
      .reverse()
      .map((byte) => Number.parseInt(byte, 16)),
  );

test("the hash is murmur3 x86 128, by the verification value of its author's test suite", (t) => {
  // SMHasher, VerificationTest: the bytes 0 to n - 1 with seed 256 - n, then the hash of all hashes.
  const all = Array.from({ length: 256 }, (_, length) =>
    bytesOf(
      murmur128(
        Array.from({ length }, (_, byte) => byte),
        256 - length,
      ),
    ),
  ).flat();
  t.deepEqual(bytesOf(murmur128(all, 0)).slice(0, 4), [0x2a, 0xe6, 0xec, 0xb3]);
});

const published: readonly (readonly [text: string, seed: number, hash: string])[] = [
  ["", 0, "00000000000000000000000000000000"],
  ["", 1, "88c4adec54d201b954d201b954d201b9"],
  ["0", 0, "0ab2409ea5eb34f8a5eb34f8a5eb34f8"],
  ["012", 0, "cd94fea54c13d78e4c13d78e4c13d78e"],
  ["01234", 0, "35c5b3ee7b3b211600ae108800ae1088"],
  ["Hello, world!", 123, "61c9129e5a1aacd7a41621629e37c886"],
  ["Hello, world!", 321, "d5fbdcb3c26c4193045880c5a7170f0f"],
  ["xxxxxxxxxxxxxxxxxxxxxxxxxxxx", 123, "5e40bab278825a164cf929d31fec6047"],
  ["I will not buy this tobacconist's, it is scratched.", 0, "9b5b7ba2ef3f7866889adeaf00f3f98e"],
  ["utf-8 supported \u{1f308}", 0, "796479ed1bbff85b29e39731d1967a07"],
];

for (const [text, seed, hash] of published) {
  test(`with seed ${seed}, "${text}" has the published hash`, (t) => {
    t.is(murmur128(utf8Of(text), seed), hash);
    if (seed === 0) t.is(keyHash(text), hash);
  });
}

test("keys that count spread evenly over the hash space", (t) => {
  const counts = Array.from({ length: 16 }, () => 0);
  for (let index = 0; index < 16_000; index += 1) {
    counts[Number.parseInt(keyHash(`user${index}`).charAt(0), 16)]! += 1;
  }
  // 1,000 each with a standard deviation of 31; five of them.
  for (const count of counts) t.true(Math.abs(count - 1_000) < 155, `${count} of 1000`);
});

testProp(
  "UTF-8 is what the platform's encoder makes of it",
  [fc.string({ unit: "binary" })],
  (t, text) => {
    t.deepEqual(utf8Of(text), [...new TextEncoder().encode(text)]);
    t.is(utf8Length(text), utf8Of(text).length);
  },
);

test("half of a surrogate pair takes three bytes, and two different halves stay different", (t) => {
  t.deepEqual(utf8Of("a\ud800"), [0x61, 0xed, 0xa0, 0x80]);
  t.is(utf8Length("\udc00\ud800"), 6);
  t.not(keyHash("\ud800"), keyHash("\udc00"));
});
