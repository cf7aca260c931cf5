import test from "ava";
import { lagDistribution } from "./lag-distribution.ts";

test("both lags rise from left to right on one axis, the longer one further right", (t) => {
  const { markup } = lagDistribution({
    id: "lags",
    index: [8_000, 10_000, 150_000],
    replica: [1_000, 1_500, 2_000],
  });
  const [index, replica] = ["p50", "p99"].map((name) =>
    [
      ...(new RegExp(`class="line ${name}" d="([^"]*)"`).exec(markup)?.[1] ?? "").matchAll(
        /[ML]([\d.]+) ([\d.]+)/g,
      ),
    ].map(([, x, y]) => [Number(x), Number(y)] as const),
  );
  for (const curve of [index!, replica!]) {
    t.is(curve.length, 3);
    t.true(curve[0]![0] <= curve[2]![0]);
    t.true(curve[0]![1] > curve[2]![1]);
  }
  t.true(index![0]![0] > replica![2]![0]);
});

test("nothing to draw is an empty picture, not a broken one", (t) => {
  const { markup } = lagDistribution({ id: "lags", index: [], replica: [] });
  t.false(/NaN|Infinity/.test(markup));
});
