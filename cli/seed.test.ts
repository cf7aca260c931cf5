import test from "ava";
import { parseSeed, parseSeedRange } from "./seed.ts";
import { UsageError } from "./usage-error.ts";

test("a seed is decimal or hexadecimal", (t) => {
  t.is(parseSeed("7", "--seed"), 7);
  t.is(parseSeed(" 007 ", "--seed"), 7);
  t.is(parseSeed("0xff", "--seed"), 255);
  t.is(parseSeed("9007199254740991", "--seed"), Number.MAX_SAFE_INTEGER);
});

test("a commit hash is its remainder modulo 2^53", (t) => {
  t.is(parseSeed("ffffffffffffffffffffffffffffffffffffffff", "--seed"), 2 ** 53 - 1);
  t.is(parseSeed("0000000000000000000000000000000000000007", "--seed"), 7);
  t.is(parseSeed("60cbdf20a0c7e3b51b1d5e8d3c2a1f0e9d8c7b6a", "--seed"), 0x0a1f0e9d8c7b6a);
});

for (const text of ["", "-1", "1.5", "1e3", "seven", "0x", "9007199254740992", "60cbdf2"]) {
  test(`"${text}" is no seed`, (t) => {
    const error = t.throws(() => parseSeed(text, "QUORATE_SEED"), { instanceOf: UsageError });
    t.regex(error!.message, /^QUORATE_SEED is ".*": expected a whole number from 0 to /);
  });
}

test("a range names its first and last seed", (t) => {
  t.deepEqual(parseSeedRange("1..1000"), { first: 1, last: 1000 });
  t.deepEqual(parseSeedRange("0x10..16"), { first: 16, last: 16 });
});

test("a range the wrong way round is shown the right way round", (t) => {
  const error = t.throws(() => parseSeedRange("9..3"), { instanceOf: UsageError });
  t.is(error!.message, '--seeds is "9..3": expected the smaller seed first, as in 3..9');
});

for (const text of ["5", "1-5", "1..", "..5", "1..2..3", "1...5"]) {
  test(`"${text}" is no range`, (t) => {
    const error = t.throws(() => parseSeedRange(text), { instanceOf: UsageError });
    t.is(error!.message, `--seeds is "${text}": expected a first and a last seed such as 1..1000`);
  });
}

test("an end of a range that is no seed is named", (t) => {
  const error = t.throws(() => parseSeedRange("1..many"), { instanceOf: UsageError });
  t.regex(error!.message, /^the last of --seeds is "many": expected a whole number/);
});
