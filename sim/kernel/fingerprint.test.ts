import test from "ava";
import { Fingerprint } from "./fingerprint.ts";

const printOf = (...words: number[]): string => {
  const print = new Fingerprint();
  for (const word of words) print.add(word);
  return print.hex();
};

test("the digest is the same on every engine and in every version", (t) => {
  t.is(printOf(), "ab5f10c6ede1521e");
  t.is(printOf(1, 2, 3), "1021c766d2ca3a7c");
  t.is(printOf(-1, 4_294_967_295, 5e12), "ac19f1aec4443304");
});

test("any bit of any word, and the order of words, changes both halves", (t) => {
  const base = printOf(1, 2, 3, 4);
  const others = [printOf(2, 1, 3, 4), printOf(1, 2, 3), printOf(1, 2, 3, 4, 0)];
  for (let word = 0; word < 4; word++) {
    for (let bit = 0; bit < 32; bit++) {
      const words = [1, 2, 3, 4];
      words[word]! ^= 1 << bit;
      others.push(printOf(...words));
    }
  }
  for (const other of others) {
    t.not(other.slice(0, 8), base.slice(0, 8));
    t.not(other.slice(8), base.slice(8));
  }
});

test("no two of 200,000 short runs share a digest", (t) => {
  const seen = new Set<string>();
  for (let n = 0; n < 200_000; n++) seen.add(printOf(n % 500, Math.floor(n / 500), 7));
  t.is(seen.size, 200_000);
});

test("a copy goes on by itself", (t) => {
  const print = new Fingerprint();
  print.add(1);
  const copy = print.copy();
  t.is(copy.hex(), print.hex());
  copy.addText("more");
  t.is(print.hex(), printOf(1));
  t.not(copy.hex(), print.hex());
});
