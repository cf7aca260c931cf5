import test from "ava";
import { exp, expMinusOne, ln, lnOnePlus } from "./exact-math.ts";
import { streamsOf } from "./random.ts";

const random = streamsOf(1)("exact-math.test");
const between = (low: number, high: number): number =>
  low + (high - low) * (random.u32() / 0x1_0000_0000);

function worstError(
  exact: (x: number) => number,
  known: (x: number) => number,
  input: () => number,
): number {
  let worst = 0;
  for (let round = 0; round < 50_000; round += 1) {
    const x = input();
    const expected = known(x);
    worst = Math.max(worst, Math.abs(exact(x) - expected) / Math.abs(expected));
  }
  return worst;
}

test("ln agrees with Math.log over the whole range and around 1", (t) => {
  t.true(worstError(ln, Math.log, () => Math.exp(between(-700, 700))) < 1e-15);
  t.true(worstError(ln, Math.log, () => between(0.999, 1.0009)) < 1e-15);
});

test("exp agrees with Math.exp over the whole range", (t) => {
  t.true(worstError(exp, Math.exp, () => between(-708, 709.7)) < 1e-15);
});

test("lnOnePlus and expMinusOne keep the digits of small arguments", (t) => {
  const small = () => between(-1, 1) * exp(between(-30, 0));
  t.true(worstError(lnOnePlus, Math.log1p, small) < 1e-15);
  t.true(worstError(expMinusOne, Math.expm1, small) < 1e-15);
});

test("the ends of the range are what IEEE 754 says", (t) => {
  t.is(ln(0), Number.NEGATIVE_INFINITY);
  t.is(ln(-1), Number.NaN);
  t.is(ln(1), 0);
  t.is(ln(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY);
  t.true(Math.abs(ln(5e-324) + 744.4400719213812) < 1e-12, "the smallest number there is");
  t.is(exp(0), 1);
  t.is(exp(1000), Number.POSITIVE_INFINITY);
  t.is(exp(-1000), 0);
  t.is(exp(Number.NaN), Number.NaN);
});

test("results do not change in the last bit", (t) => {
  const seen = [ln(3), ln(1e-5), exp(0.1), exp(-20.5), lnOnePlus(1e-7)];
  t.deepEqual(
    seen,
    [
      1.0986122886681098, -11.512925464970229, 1.1051709180756477, 1.2501528663867428e-9,
      9.999999500000033e-8,
    ],
  );
});
