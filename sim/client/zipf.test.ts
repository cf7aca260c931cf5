import test from "ava";
import { streamsOf } from "../kernel/random.ts";
import { zipfOf } from "./zipf.ts";

const stream = (name: string) => {
  const drawn = streamsOf(3)(`zipf.test/${name}`);
  return (): number => drawn.u32();
};

function counted(exponent: number, count: number, draws: number): number[] {
  const u32 = stream(`${exponent}`);
  const zipf = zipfOf(exponent);
  const counts = new Array<number>(count).fill(0);
  for (let draw = 0; draw < draws; draw += 1) {
    const rank = zipf.rank(count, u32);
    counts[rank - 1] = (counts[rank - 1] ?? 0) + 1;
  }
  return counts;
}

function shares(exponent: number, count: number): number[] {
  const heights = Array.from({ length: count }, (_, index) => (index + 1) ** -exponent);
  const total = heights.reduce((sum, height) => sum + height, 0);
  return heights.map((height) => height / total);
}

// 100 ranks leave 99 degrees of freedom: above 149 comes once in a thousand times by chance.
for (const exponent of [0, 0.274, 0.7624, 0.99, 1, 1.0000001, 1.2232]) {
  test(`ranks come as often as exponent ${exponent} says`, (t) => {
    const draws = 200_000;
    const counts = counted(exponent, 100, draws);
    let chiSquare = 0;
    shares(exponent, 100).forEach((share, index) => {
      const expected = share * draws;
      chiSquare += (counts[index]! - expected) ** 2 / expected;
    });
    t.is(counts.length, 100, "no rank outside 1 .. 100");
    t.true(chiSquare < 149, `chi-square ${chiSquare}`);
  });
}

test("steep exponents put the published share on the hottest key", (t) => {
  for (const [exponent, count] of [
    [1.7366, 1_000_000],
    [2.6774, 1_000_000],
  ] as const) {
    const counts = counted(exponent, count, 100_000);
    const [first = 0, second = 0] = shares(exponent, count);
    t.true(Math.abs(counts[0]! / 100_000 - first) < 0.005, `${counts[0]} of 100000, not ${first}`);
    t.true(Math.abs(counts[1]! / 100_000 - second) < 0.005);
  }
});

test("a thousand million ranks take no longer than ten, and all are within reach", (t) => {
  const u32 = stream("many");
  const zipf = zipfOf(0.5);
  let upperHalf = 0;
  for (let draw = 0; draw < 10_000; draw += 1) {
    const rank = zipf.rank(2 ** 30, u32);
    t.true(Number.isInteger(rank) && rank >= 1 && rank <= 2 ** 30, `${rank}`);
    if (rank > 2 ** 29) upperHalf += 1;
  }
  // P(rank > n/2) is 1 - sqrt(1/2) for exponent 1/2.
  t.true(Math.abs(upperHalf / 10_000 - (1 - Math.SQRT1_2)) < 0.015, `${upperHalf}`);
});

test("extreme draws stay in range, for any exponent", (t) => {
  for (const exponent of [0, 0.5, 1, 2, 20]) {
    for (const count of [1, 2, 1000]) {
      for (const draw of [0, 1, 0x7fff_ffff, 0xffff_ffff]) {
        const draws = [draw, 0xffff_ffff, 0x8000_0000, 0];
        const rank = zipfOf(exponent).rank(count, () => draws.shift() ?? 0xffff_ffff);
        t.true(
          Number.isInteger(rank) && rank >= 1 && rank <= count,
          `${exponent} ${count}: ${rank}`,
        );
      }
    }
  }
});
