import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import {
  constant,
  type Distribution,
  empirical,
  exponential,
  lognormal,
  mixture,
  pareto,
  shifted,
  uniform,
} from "../kernel/distribution.ts";
import { ms, us } from "../kernel/time.ts";
import { describeDistribution } from "./describe-distribution.ts";
import { distribution, formatDistribution, parseDistribution } from "./distribution-text.ts";

const network = lognormal({ median: us(100), p99: us(800) });
const rare = mixture([
  { weight: 0.9, of: constant(ms(1)) },
  { weight: 0.1, of: exponential({ mean: ms(5) }) },
]);

const examples: readonly {
  text: string;
  value: Distribution;
  words: string;
}[] = [
  { text: "100us", value: constant(us(100)), words: "always 100us" },
  { text: "0s", value: constant(us(0)), words: "always 0s" },
  { text: "100us/800us", value: network, words: "lognormal, median 100us, p99 800us" },
  {
    text: "uniform 1ms..2ms",
    value: uniform({ min: ms(1), max: ms(2) }),
    words: "uniform, 1ms to 2ms",
  },
  {
    text: "exponential 5ms",
    value: exponential({ mean: ms(5) }),
    words: "exponential, mean 5ms",
  },
  {
    text: "pareto 235us shape 10",
    value: pareto({ scale: us(235), shape: 10 }),
    words: "Pareto, from 235us, shape 10",
  },
  {
    text: "measured 1ms 2ms 9ms",
    value: empirical([ms(1), ms(2), ms(9)]),
    words: "measured, 1ms to 9ms, median 2ms",
  },
  {
    text: "75ms + 100us/800us",
    value: shifted({ by: ms(75), of: network }),
    words: "75ms more than (lognormal, median 100us, p99 800us)",
  },
  {
    text: "0.9 of 1ms | 0.1 of exponential 5ms",
    value: rare,
    words: "90 % (always 1ms), 10 % (exponential, mean 5ms)",
  },
  {
    text: "3 of (0.9 of 1ms | 0.1 of exponential 5ms) | 1 of (2ms + 3ms)",
    value: mixture([
      { weight: 3, of: rare },
      { weight: 1, of: shifted({ by: ms(2), of: constant(ms(3)) }) },
    ]),
    words:
      "75 % (90 % (always 1ms), 10 % (exponential, mean 5ms)), 25 % (2ms more than (always 3ms))",
  },
];

for (const { text, value, words } of examples) {
  test(`"${text}" is read, written back and described`, (t) => {
    t.deepEqual(parseDistribution(text), value);
    t.is(formatDistribution(value), text);
    t.is(describeDistribution(value), words);
  });
}

test("fractions of a unit and loose spaces are read too", (t) => {
  t.deepEqual(parseDistribution(" 0.1ms/0.8ms "), network);
  t.deepEqual(parseDistribution("0.1 ms / 0.8 ms"), network);
  t.deepEqual(parseDistribution("75ms+0.1ms/0.8ms"), shifted({ by: ms(75), of: network }));
});

test("texts that are no distribution are not taken for one", (t) => {
  const wrong = [
    "",
    "fast",
    "5",
    "-5ms",
    "800us/100us",
    "1ms/2ms/3ms",
    "uniform 2ms..1ms",
    "uniform 1ms",
    "exponential 0s",
    "pareto 1ms shape 0",
    "pareto 1ms",
    "measured 1ms",
    "measured 2ms 1ms",
    "0 of 1ms | 0 of 2ms",
    "0.5 of 1ms | 2ms",
    "x of 1ms",
    "1ms + ",
    "(1ms",
    "gamma 1ms",
  ];
  for (const text of wrong) t.is(parseDistribution(text), undefined, text);
});

const lengths = fc.integer({ min: 1, max: 2 ** 45 }).map(us);
const weights = fc.double({ min: 0, max: 100, noNaN: true }).filter((weight) => weight > 0);
const { any } = fc.letrec<{ any: Distribution }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    lengths.map(constant),
    fc
      .tuple(lengths, lengths)
      .map(([a, b]) => lognormal({ median: us(Math.min(a, b)), p99: us(Math.max(a, b)) })),
    fc
      .tuple(lengths, lengths)
      .map(([a, b]) => uniform({ min: us(Math.min(a, b)), max: us(Math.max(a, b)) })),
    lengths.map((mean) => exponential({ mean })),
    fc
      .tuple(lengths, fc.integer({ min: 1, max: 99 }))
      .map(([scale, ten]) => pareto({ scale, shape: ten / 10 })),
    fc
      .array(lengths, { minLength: 2, maxLength: 5 })
      .map((list) => empirical(list.sort((a, b) => a - b))),
    fc.tuple(lengths, tie("any")).map(([by, of]) => shifted({ by, of })),
    fc
      .array(fc.record({ weight: weights, of: tie("any") }), { minLength: 1, maxLength: 3 })
      .map(mixture),
  ),
}));

testProp("whatever is written is read back as the same value", [any], (t, value) => {
  t.deepEqual(parseDistribution(formatDistribution(value)), value);
});

test("as a setting it says what it expected", (t) => {
  const setting = distribution({ default: network, meaning: "Delay.", source: "assumption" });
  t.is(setting.format(setting.default), "100us/800us");
  t.deepEqual(setting.parse("uniform 1ms..2ms"), { value: uniform({ min: ms(1), max: ms(2) }) });
  t.deepEqual(setting.parse("quick"), {
    expected: "a distribution such as 100us, 100us/800us (median/p99) or uniform 1ms..2ms",
  });
});
