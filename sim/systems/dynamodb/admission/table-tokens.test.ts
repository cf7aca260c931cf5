import test from "ava";
import type { LocalTime } from "../../../kernel/time.ts";
import { available } from "../../../parts/token-bucket.ts";
import { configure } from "../config.ts";
import { forgetHolder, tableTokens, vend } from "./table-tokens.ts";

const config = configure();
const second = (count: number): LocalTime => (count * 1_000_000) as LocalTime;
const quiet = { spent: 0, refused: 0, left: 0, peak: 0 };

test("a router that has been quiet holds a little, so that its first request is not refused", (t) => {
  const tokens = tableTokens(1_000, 10_000, 1_000, second(0));
  for (let time = 0; time <= 20; time += 2) {
    const { granted } = vend(tokens, "router-a", quiet, second(time), config);
    t.true(granted > 0, `after ${time} s`);
  }
});

test("many quiet routers together hold no more than a quarter of an interval", (t) => {
  const tokens = tableTokens(1_000, 10_000, 10_000, second(0));
  const routers = Array.from({ length: 90 }, (_, index) => `router-${index}`);
  for (const router of routers) vend(tokens, router, quiet, second(0), config);
  let held = 0;
  for (const router of routers) held += vend(tokens, router, quiet, second(2), config).granted;
  t.true(held <= 1_000 * 2 * 0.25 + 1, `${held} held`);
});

test("what a router held before it was started again is spent, and its place is free", (t) => {
  const tokens = tableTokens(1_000, 2_000, 2_000, second(0));
  const { granted } = vend(tokens, "router-a 0", quiet, second(0), config);
  t.true(granted > 0);
  const left = available(tokens.bucket, second(0));
  forgetHolder(tokens, "router-a 0", second(0));
  t.is(available(tokens.bucket, second(0)), left);
  t.is(available(tokens.bucket, second(10)), 2_000);
});
