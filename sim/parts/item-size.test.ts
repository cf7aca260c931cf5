import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { type AttributeValue, canonicalNumber, whyRefuseNumber } from "./attribute-value.ts";
import {
  itemSize,
  itemSizeLimit,
  numberSize,
  storedBytes,
  valueSize,
  whyRefuseItem,
  whyRefuseKey,
} from "./item-size.ts";

const s = (value: string): AttributeValue => ({ kind: "S", value });
const n = (value: string): AttributeValue => ({ kind: "N", value });
const b = (value: string): AttributeValue => ({ kind: "B", value });

/** By the measured formula: a byte, the sign, half the digits on either side of the point. */
const numbers: readonly (readonly [text: string, bytes: number, canonical: string])[] = [
  ["0", 1, "0"],
  ["-0", 1, "0"],
  ["000.000", 1, "0"],
  ["0e99", 1, "0"],
  ["1", 2, "1"],
  ["-1", 3, "-1"],
  ["+12", 2, "12"],
  ["123", 3, "123"],
  ["100", 2, "100"],
  ["00100", 2, "100"],
  ["1010", 3, "1010"],
  ["0.001", 2, "0.001"],
  [".5", 2, "0.5"],
  ["5.", 2, "5"],
  ["100.5", 4, "100.5"],
  ["1.05", 3, "1.05"],
  ["-1.050", 4, "-1.05"],
  ["12.34", 3, "12.34"],
  ["1.5e3", 2, "1500"],
  ["1E-3", 2, "0.001"],
  ["12345678901234567890123456789012345678", 20, "12345678901234567890123456789012345678"],
  ["-1.2345678901234567890123456789012345678", 22, "-1.2345678901234567890123456789012345678"],
  ["1E+125", 2, `1${"0".repeat(125)}`],
  ["1E-130", 2, `0.${"0".repeat(129)}1`],
];

for (const [text, bytes, canonical] of numbers) {
  test(`the number ${text} takes ${bytes} bytes and has one spelling`, (t) => {
    t.is(whyRefuseNumber(text), undefined);
    t.is(numberSize(text), bytes);
    t.is(canonicalNumber(text), canonical);
  });
}

testProp(
  "spellings of one number have one canonical form and one size",
  [fc.integer(), fc.nat(9), fc.nat(9)],
  (t, whole, fraction, zeros) => {
    const plain = `${whole}.${fraction}`;
    const shifted = `${whole}${fraction}${"0".repeat(zeros)}e-${zeros + 1}`;
    t.is(canonicalNumber(plain), canonicalNumber(shifted));
    t.is(numberSize(plain), numberSize(shifted));
    t.is(Number(canonicalNumber(plain)), Number(plain) + 0);
    t.is(canonicalNumber(canonicalNumber(plain)), canonicalNumber(plain));
  },
);

const refusedNumbers: readonly (readonly [text: string, why: RegExp])[] = [
  ["", /is not a number/],
  [".", /is not a number/],
  ["1e", /is not a number/],
  ["NaN", /is not a number/],
  ["0x10", /is not a number/],
  [`1${"0".repeat(37)}1`, /at most 38 significant digits, not 39/],
  ["1E126", /beyond 9.99E\+125/],
  ["-1E126", /beyond 9.99E\+125/],
  ["1E-131", /below 1E-130/],
];

for (const [text, why] of refusedNumbers) {
  test(`"${text}" is refused as a number: ${why.source}`, (t) => {
    t.regex(whyRefuseNumber(text) ?? "it is one", why);
  });
}

const values: readonly (readonly [what: string, value: AttributeValue, bytes: number])[] = [
  ["an empty string", s(""), 0],
  ["a string of signs of one to four bytes", s("a\u00e9\u20ac\u{1f308}"), 10],
  ["two bytes", b("AAE="), 2],
  ["no bytes", b(""), 0],
  ["true", { kind: "BOOL", value: true }, 1],
  ["null", { kind: "NULL" }, 1],
  ["a set of strings", { kind: "SS", values: ["ab", "c"] }, 3],
  ["a set of numbers", { kind: "NS", values: ["1", "-22"] }, 5],
  ["a set of binaries", { kind: "BS", values: ["AA==", "AAEC"] }, 4],
  ["an empty list", { kind: "L", values: [] }, 3],
  ["a list", { kind: "L", values: [s("ab"), n("7")] }, 9],
  ["an empty map", { kind: "M", values: {} }, 3],
  ["a map", { kind: "M", values: { ab: s("c"), d: n("7") } }, 11],
];

for (const [what, value, bytes] of values) {
  test(`${what} takes ${bytes} bytes, and its name as many as it has`, (t) => {
    t.is(valueSize(value), bytes);
    t.is(itemSize({ "\u00e9": value, k: s("") }), bytes + 2 + 1);
    t.is(whyRefuseItem({ name: value }), undefined);
  });
}

const nested = (depth: number): AttributeValue =>
  Array.from({ length: depth }).reduce<AttributeValue>(
    (inner, _, level) =>
      level % 2 === 0 ? { kind: "L", values: [inner] } : { kind: "M", values: { n: inner } },
    s("leaf"),
  );

test("a leaf may lie 31 levels deep and no deeper", (t) => {
  t.is(whyRefuseItem({ a: nested(31) }), undefined);
  t.regex(whyRefuseItem({ a: nested(32) }) ?? "stored", /attribute "a": .* at most 32 levels/);
});

test("an item of exactly 400 KB is stored, one byte more is not", (t) => {
  const room = itemSizeLimit - "pk".length - 1 - "data".length;
  t.is(whyRefuseItem({ pk: s("k"), data: s("x".repeat(room)) }), undefined);
  t.is(
    whyRefuseItem({ pk: s("k"), data: s("x".repeat(room + 1)) }),
    "an item has at most 409600 bytes, names and values, not 409601",
  );
});

const refused: readonly (readonly [value: AttributeValue, why: RegExp])[] = [
  [{ kind: "SS", values: [] }, /never empty/],
  [{ kind: "SS", values: ["a", "a"] }, /each element once/],
  [{ kind: "NS", values: ["1", "1.0"] }, /each element once/],
  [{ kind: "NS", values: ["one"] }, /"one" is not a number/],
  [{ kind: "BS", values: ["A"] }, /is not base64/],
  [b("AA"), /is not base64/],
  [{ kind: "M", values: { inner: n("x") } }, /"x" is not a number/],
];

for (const [value, why] of refused) {
  test(`${JSON.stringify(value)} is refused: ${why.source}`, (t) => {
    t.regex(whyRefuseItem({ a: value }) ?? "stored", why);
  });
}

test("keys are scalars of limited length, and not empty", (t) => {
  t.is(whyRefuseKey(s("x".repeat(2_048)), "partition"), undefined);
  t.is(
    whyRefuseKey(s("x".repeat(2_049)), "partition"),
    "a partition key has 1 to 2048 bytes, not 2049",
  );
  t.is(whyRefuseKey(s("\u20ac".repeat(342)), "sort"), "a sort key has 1 to 1024 bytes, not 1026");
  t.is(whyRefuseKey(s(""), "sort"), "a sort key has 1 to 1024 bytes, not 0");
  t.is(whyRefuseKey(n("0"), "sort"), undefined);
  t.regex(whyRefuseKey(n("zero"), "sort") ?? "a key", /is not a number/);
  t.is(
    whyRefuseKey({ kind: "BOOL", value: true }, "partition"),
    "a partition key is S, N or B, not BOOL",
  );
});

test("storage counts 100 bytes more per item, and 148 in a global table", (t) => {
  t.is(storedBytes(400), 500);
  t.is(storedBytes(400, true), 548);
});
